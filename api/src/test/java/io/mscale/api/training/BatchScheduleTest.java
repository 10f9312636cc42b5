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

    private static BatchSchedule ofParts(int batchSize, Integer... parts) {
        return new BatchSchedule(
                new TrainingSpec(Loss.energy(), Adam.withDefaults(1e-3, 0), batchSize, 3), List.of(parts));
    }

    @Test
    void batch_severalParts_holdsTheSameShareOfEachOneBehindTheOther() {
        BatchSchedule schedule = ofParts(11, 100, 10);
        assertThat(schedule.sharesOfParts()).containsExactly(10, 1);
        List<Integer> inside = new ArrayList<>();
        List<Integer> boundary = new ArrayList<>();
        for (long step = 1; step <= 10; step++) {
            List<Integer> batch = batch(schedule, step);
            inside.addAll(batch.subList(0, 10));
            boundary.addAll(batch.subList(10, 11));
        }
        assertThat(inside).hasSize(100).doesNotHaveDuplicates().allMatch(sample -> sample < 100);
        assertThat(boundary).containsExactlyInAnyOrder(100, 101, 102, 103, 104, 105, 106, 107, 108, 109);
        assertThat(batch(schedule, 11)).isNotEqualTo(batch(schedule, 1));
    }

    @Test
    void sharesOfParts_proportionsThatDoNotDivide_leaveNoPartOutAndNoneOverdrawn() {
        assertThat(ofParts(10, 1000, 3, 2).sharesOfParts()).containsExactly(8, 1, 1);
        assertThat(ofParts(7, 5, 5).sharesOfParts()).containsExactly(4, 3);
        assertThat(ofParts(3, 1, 1, 9).sharesOfParts()).containsExactly(1, 1, 1);
        assertThat(ofParts(99, 7, 2).sharesOfParts()).containsExactly(7, 2);
        assertThat(batch(ofParts(99, 2, 1), 5)).containsExactly(0, 1, 2);
    }

    @Test
    void schedule_batchOfFewerSamplesThanParts_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofParts(1, 5, 5))
                .withMessage("batches of 1 samples cannot hold one of each of 2 parts of the data");
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
