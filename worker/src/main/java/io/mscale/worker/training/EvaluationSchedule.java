package io.mscale.worker.training;

/**
 * When the network is evaluated: before the first step, then at steps evenly spaced on a logarithmic axis, each about
 * 5% after the last. This locates the step at which a target is reached to within 5%, at a relative cost that falls
 * as training goes on.
 */
final class EvaluationSchedule {

    private static final double RATIO = 1.05;

    private int due;

    /** Whether the network must be evaluated after {@code step} steps. */
    boolean isDue(int step) {
        return step >= due;
    }

    /** Records an evaluation after {@code step} steps. */
    void done(int step) {
        due = Math.max(step + 1, (int) Math.min(Integer.MAX_VALUE, Math.ceil(step * RATIO)));
    }

    /** The step of the next evaluation. */
    int next() {
        return due;
    }
}
