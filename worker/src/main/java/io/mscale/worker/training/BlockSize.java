package io.mscale.worker.training;

/**
 * Chooses the number of steps between two readings of the clock. The first steps are timed one by one. Later blocks
 * last at least {@value #SHORTEST_SECONDS} s, so that short steps are measured accurately and a backend can fuse
 * them. Blocks grow to keep their number near {@value #MOST_SAMPLES} and records small, but no longer than
 * {@value #LONGEST_SECONDS} s.
 */
final class BlockSize {

    /** Number of steps timed one by one at the start. */
    private static final int SINGLE_STEPS = 50;

    /** Minimum duration of a later block. */
    private static final double SHORTEST_SECONDS = 0.01;

    /** Limit up to which blocks grow to reduce the number of samples. */
    private static final double LONGEST_SECONDS = 0.5;

    /** Approximate maximum number of blocks. */
    private static final int MOST_SAMPLES = 2000;

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
