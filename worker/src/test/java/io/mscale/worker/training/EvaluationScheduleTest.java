package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationScheduleTest {

    private static List<Integer> evaluatedUpTo(int steps) {
        EvaluationSchedule schedule = new EvaluationSchedule();
        List<Integer> evaluated = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            if (schedule.isDue(step)) {
                evaluated.add(step);
                schedule.done(step);
            }
        }
        return evaluated;
    }

    @Test
    void isDue_fromTheStart_isEveryStepAtFirst() {
        assertThat(evaluatedUpTo(50_000)).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void isDue_later_isFivePercentApart() {
        List<Integer> evaluated = evaluatedUpTo(50_000);
        for (int i = 1; i < evaluated.size(); i++) {
            int before = evaluated.get(i - 1);
            assertThat(evaluated.get(i)).isGreaterThan(before).isLessThanOrEqualTo((int) Math.ceil(before * 1.05) + 1);
        }
        assertThat(evaluated.size()).isBetween(150, 250);
    }

    @Test
    void done_stepsBeyondInt_doNotOverflow() {
        EvaluationSchedule schedule = new EvaluationSchedule();
        schedule.done(2_100_000_000);
        assertThat(schedule.next()).isEqualTo(Integer.MAX_VALUE);
    }
}
