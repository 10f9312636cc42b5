package io.mscale.worker.training;

/**
 * How many steps are taken between two readings of the clock. The first steps are taken one by one. Later a block lasts
 * at least {@value #SHORTEST_SECONDS} s, so that short steps are measured well and a backend can fuse them, and there are
 * about {@value #MOST_SAMPLES} blocks in all, so that records stay small, unless blocks would get longer than
 * {@value #LONGEST_SECONDS} s.
 */
public final class BlockSize {

    /** Steps taken one by one. */
    public static final int SINGLE_STEPS = 50;

    /** The least a later block lasts. */
    public static final double SHORTEST_SECONDS = 0.01;

    /** The most a block lasts for the sake of few samples. */
    public static final double LONGEST_SECONDS = 0.5;

    /** About as many blocks there are at most. */
    public static final int MOST_SAMPLES = 2000;

    private final int totalSteps;

    BlockSize(int totalSteps) {
        this.totalSteps = totalSteps;
    }

    /**
     * The next block's size, at least 1.
     *
     * @param steps steps taken so far
     * @param seconds their duration
     */
    int next(int steps, double seconds) {
        if (steps < SINGLE_STEPS) {
            return 1;
        }
        double secondsPerStep = Math.max(seconds / steps, 1e-9);
        double shortest = SHORTEST_SECONDS / secondsPerStep;
        double fewSamples = Math.min((double) totalSteps / MOST_SAMPLES, LONGEST_SECONDS / secondsPerStep);
        return (int) Math.max(1, Math.ceil(Math.max(shortest, fewSamples)));
    }
}
