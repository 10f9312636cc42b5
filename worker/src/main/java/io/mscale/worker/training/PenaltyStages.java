package io.mscale.worker.training;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;
import java.util.Locale;

/** The training data over a training: the same throughout unless the penalty on boundary values grows. */
final class PenaltyStages {

    private static final Penalty CONSTANT = new Penalty(1, 1);

    private final CellSpec.Training training;
    private final Penalty penalty;
    private final Dataset last;
    private int stage;

    /**
     * Before the first step.
     *
     * @param last the data of the last stage
     * @param hasGrown whether the penalty has its full size from the beginning, as in a training that goes on
     */
    PenaltyStages(FittingTask task, CellSpec.Training training, Dataset last, boolean hasGrown) {
        this.training = training;
        this.last = last;
        penalty = hasGrown
                ? CONSTANT
                : BoundaryValueTask.equation(task)
                        .map(BoundaryValueTask::penalty)
                        .orElse(CONSTANT);
    }

    /** The data of the present stage. */
    Dataset data() {
        return penalty.data(last, training.loss(), stage);
    }

    /** The step after which the next stage begins; the largest number if there is none. */
    int nextBegin() {
        return stage + 1 < penalty.stages() ? penalty.begin(stage + 1, training.steps()) : Integer.MAX_VALUE;
    }

    /** What to add to the reason of a training that ends now: that the penalty has not grown to its full size; empty if it has. */
    String unfinished() {
        double share = penalty.share(stage);
        return share == 1 ? "" : String.format(Locale.ROOT, ", when the penalty was still %.2g of beta", share);
    }

    /** Moves to the stage of a step that is about to be taken; returns whether it is another. */
    boolean moveTo(int stepsTaken) {
        int before = stage;
        while (nextBegin() <= stepsTaken) {
            stage++;
        }
        return stage != before;
    }
}
