package io.mscale.worker.training;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;

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
     */
    PenaltyStages(FittingTask task, CellSpec.Training training, Dataset last) {
        this.training = training;
        this.last = last;
        penalty =
                BoundaryValueTask.equation(task).map(BoundaryValueTask::penalty).orElse(CONSTANT);
    }

    /** The data of the present stage. */
    Dataset data() {
        return penalty.data(last, training.loss(), stage);
    }

    /** The step after which the next stage begins; the largest number if there is none. */
    int nextBegin() {
        return stage + 1 < penalty.stages() ? penalty.begin(stage + 1, training.steps()) : Integer.MAX_VALUE;
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
