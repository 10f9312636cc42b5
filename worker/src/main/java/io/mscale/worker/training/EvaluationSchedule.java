package io.mscale.worker.training;

/**
 * When the network is evaluated: before the first step, then at steps that lie evenly on a logarithmic axis, each about
 * 5% after the one before. That resolves the moment a target is reached to 5% of the way at a cost that fades as
 * training goes on.
 */
final class EvaluationSchedule {

    private static final double RATIO = 1.05;

    private int due;

    /** Whether the network is to be evaluated after {@code step} steps. */
    boolean isDue(int step) {
        return step >= due;
    }

    /** Notes that the network was evaluated after {@code step} steps. */
    void done(int step) {
        due = Math.max(step + 1, (int) Math.min(Integer.MAX_VALUE, Math.ceil(step * RATIO)));
    }

    /** The step after which the next evaluation is due. */
    int next() {
        return due;
    }
}
