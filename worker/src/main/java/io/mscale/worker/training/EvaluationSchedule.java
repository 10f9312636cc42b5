package io.mscale.worker.training;

import java.util.ArrayList;
import java.util.List;

/**
 * When the network is evaluated: before the first step, then at steps that lie evenly on a logarithmic axis, each about
 * 5% after the one before. That resolves the moment a target is reached to 5% of the way at a cost that fades as
 * training goes on.
 */
public final class EvaluationSchedule {

    private static final double RATIO = 1.05;

    private int due;

    /** All steps at which a training of {@code steps} steps is evaluated if nothing stops it: 0, the last, and between. */
    public static List<Integer> steps(int steps) {
        EvaluationSchedule schedule = new EvaluationSchedule();
        List<Integer> due = new ArrayList<>();
        for (int step = 0; step < steps; step = schedule.next()) {
            due.add(step);
            schedule.done(step);
        }
        due.add(steps);
        return due;
    }

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
