package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import io.mscale.record.run.Yardstick;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShardJoinTest {

    private static final CellRecord CELL = Samples.ok("ejml", "multi", 0.001);
    private static final Yardstick FAILED = Samples.yardstick(42, null, "no memory");
    private static final Yardstick MEASURED = Samples.yardstick(42, 0.5, null);

    private static ShardJoin.Part part(int index, Yardstick... yardsticks) {
        return new ShardJoin.Part(
                Samples.FOLDER,
                Samples.run(CELL).withYardsticks(List.of(yardsticks)),
                new ShardRecord(ShardRecord.SCHEMA, index, 3, "plan", List.of(CELL.id())));
    }

    /** A part without a cell has nothing but its yardsticks to add. */
    private static ShardJoin.Part withoutCell(ShardJoin.Part part) {
        return new ShardJoin.Part(part.folder(), part.run().withCells(List.of()), part.shard());
    }

    private static List<Yardstick> joined(Yardstick first, Yardstick second, Yardstick third) {
        return new ShardJoin(List.of(part(1, first), withoutCell(part(2, second)), withoutCell(part(3, third))))
                .record("joined")
                .yardsticks();
    }

    private static void requireOneRun(UnaryOperator<RunRecord> another, boolean force) {
        ShardJoin.Part second = withoutCell(part(2));
        new ShardJoin(List.of(
                        part(1), new ShardJoin.Part(second.folder(), another.apply(second.run()), second.shard())))
                .requireOneRun(force);
    }

    @Test
    void requireOneRun_anotherPatchOfJava_isRefused() {
        UnaryOperator<RunRecord> patched = run -> ProcessorSamples.withJava(run, "OpenJDK 17.0.15+6");

        assertThatThrownBy(() -> requireOneRun(patched, false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Java runtime ('OpenJDK 17' / 'OpenJDK 17.0.15+6')");
        assertThatCode(() -> requireOneRun(patched, true)).doesNotThrowAnyException();
    }

    @Test
    void requireOneRun_recordThatKnowsLess_isAccepted() {
        assertThatCode(() -> requireOneRun(run -> ProcessorSamples.on(run, ProcessorSamples.PROCESSOR), false))
                .doesNotThrowAnyException();
    }

    @Test
    void record_yardstickFailedInOneShard_hasTheOneOfAnother() {
        assertThat(joined(FAILED, MEASURED, FAILED)).containsExactly(MEASURED);
        assertThat(joined(MEASURED, FAILED, FAILED)).containsExactly(MEASURED);
    }

    @Test
    void record_yardstickFailedInAllShards_tellsWhy() {
        assertThat(joined(FAILED, FAILED, FAILED)).containsExactly(FAILED);
    }

    @Test
    void record_yardsticksOfOtherSamples_hasThemAll() {
        Yardstick other = Samples.yardstick(43, 0.25, null);

        assertThat(joined(FAILED, other, MEASURED)).containsExactly(MEASURED, other);
    }
}
