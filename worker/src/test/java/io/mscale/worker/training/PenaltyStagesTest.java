package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.CellSpec;
import org.junit.jupiter.api.Test;

class PenaltyStagesTest {

    private static final int STEPS = 1000;

    /** Begins at a 32nd of its penalty, which doubles after 10, 20, 25, 50 and 75% of the steps. */
    @Test
    void moveTo_growingPenalty_changesTheBoundaryAtEveryStage() {
        BoundaryValueTask task = new LineProblem(new Penalty(10, 32));
        Dataset last = task.trainingSet(40, 1);
        PenaltyStages stages = new PenaltyStages(task, training(), last, false);
        int columns = last.outputs();
        int boundary = last.parts().get(0) * columns;
        double whole = last.y()[boundary + 1];

        assertThat(stages.data().y()[boundary + 1]).isEqualTo(whole / 32);
        assertThat(stages.nextBegin()).isEqualTo(100);
        assertThat(stages.unfinished()).isEqualTo(", when the penalty was still 0.031 of beta");
        assertThat(stages.moveTo(99)).isFalse();
        assertThat(stages.moveTo(100)).isTrue();
        assertThat(stages.data().y()[boundary + 1]).isCloseTo(whole / 16, within(1e-12));
        assertThat(stages.data().y()[0]).isEqualTo(last.y()[0]);
        assertThat(stages.moveTo(100)).isFalse();
        assertThat(stages.moveTo(900)).isTrue();
        assertThat(stages.data()).isSameAs(last);
        assertThat(stages.unfinished()).isEmpty();
        assertThat(stages.nextBegin()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void data_constantPenaltyOrNoEquation_isTheSameThroughout() {
        BoundaryValueTask task = new LineProblem(new Penalty(10, 1));
        Dataset data = task.trainingSet(40, 1);
        for (PenaltyStages stages : new PenaltyStages[] {
            new PenaltyStages(task, training(), data, false), new PenaltyStages(new LineTask(), training(), data, false)
        }) {
            assertThat(stages.data()).isSameAs(data);
            assertThat(stages.nextBegin()).isEqualTo(Integer.MAX_VALUE);
            assertThat(stages.moveTo(STEPS)).isFalse();
        }
    }

    private static CellSpec.Training training() {
        return new CellSpec.Training(STEPS, 40, 10, 40, Loss.energy(), "adam", 1e-3, 0);
    }
}
