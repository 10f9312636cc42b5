package io.mscale.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchScheduleTest {

    private static BatchSchedule schedule(int batchSize, long seed, int samples) {
        return new BatchSchedule(
                new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 0), batchSize, seed), samples);
    }

    private static List<Integer> batch(BatchSchedule schedule, long step) {
        int[] indices = new int[schedule.batchSize()];
        schedule.batch(step, indices);
        List<Integer> list = new ArrayList<>();
        for (int index : indices) {
            list.add(index);
        }
        return list;
    }

    private static List<Integer> epoch(BatchSchedule schedule, long firstStep, int steps) {
        List<Integer> visited = new ArrayList<>();
        for (long step = firstStep; step < firstStep + steps; step++) {
            visited.addAll(batch(schedule, step));
        }
        return visited;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 30_000})
    void batch_sizeOfAtLeastTheSamples_isAllOfThemInOrder(int batchSize) {
        BatchSchedule schedule = schedule(batchSize, 1, 5);
        assertThat(schedule.isFullBatch()).isTrue();
        assertThat(schedule.batchSize()).isEqualTo(5);
        assertThat(batch(schedule, 1)).containsExactly(0, 1, 2, 3, 4);
        assertThat(batch(schedule, 99)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void batch_epochOfWholeBatches_visitsEachSampleOnce() {
        BatchSchedule schedule = schedule(4, 1, 12);
        assertThat(schedule.isFullBatch()).isFalse();
        for (long firstStep : new long[] {1, 4, 7}) {
            assertThat(epoch(schedule, firstStep, 3)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        }
    }

    @Test
    void batch_samplesLeftOver_waitForALaterEpoch() {
        BatchSchedule schedule = schedule(4, 1, 11);
        List<Integer> first = epoch(schedule, 1, 2);
        assertThat(first).doesNotHaveDuplicates().hasSize(8);
        assertThat(epoch(schedule, 1, 40)).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void batch_nextEpoch_isAnotherPermutation() {
        BatchSchedule schedule = schedule(10, 1, 100);
        assertThat(epoch(schedule, 1, 10)).isNotEqualTo(epoch(schedule, 11, 10));
    }

    @Test
    void batch_sameSeed_givesTheSameBatchesInAnyOrderOfAsking() {
        List<Integer> inOrder = epoch(schedule(3, 7, 10), 1, 12);
        BatchSchedule backwards = schedule(3, 7, 10);
        for (int step = 12; step >= 1; step--) {
            assertThat(batch(backwards, step)).isEqualTo(inOrder.subList((step - 1) * 3, step * 3));
        }
        assertThat(epoch(schedule(3, 8, 10), 1, 12)).isNotEqualTo(inOrder);
    }

    @Test
    void constructor_badSizes_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(0, 1, 5))
                .withMessage("batch size must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(1, 1, 0))
                .withMessage("a schedule needs at least 1 sample, not 0");
    }
}
