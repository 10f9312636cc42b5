package io.mscale.results.evidence;

import static io.mscale.record.sample.Samples.failed;
import static io.mscale.record.sample.Samples.ok;
import static io.mscale.record.sample.Samples.run;
import static io.mscale.record.sample.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Timing;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final CellRecord MULTI = ok("ejml", "multi", 0.01);
    private static final CellRecord SINGLE = ok("ejml", "single", 0.5);
    private static final int PLANNED_STEPS = MULTI.training().steps();

    @Test
    void of_everythingThere_isComplete() {
        Completeness complete = of(
                run(steps(MULTI, PLANNED_STEPS), steps(SINGLE, PLANNED_STEPS)).withPlannedCells(2));

        assertThat(complete.missing()).isEmpty();
        assertThat(complete.isComplete()).isTrue();
    }

    @Test
    void of_runThatPredatesThePlansSize_isComplete() {
        assertThat(of(run(steps(MULTI, PLANNED_STEPS))).isComplete()).isTrue();
    }

    @Test
    void of_shard_saysHowManyCellsAreThere() {
        assertThat(of(run(steps(MULTI, PLANNED_STEPS)).withPlannedCells(4)).missing())
                .containsExactly("1 of 4 cells have ended: the others belong to other shards");
    }

    @Test
    void of_allShardsOfAPlan_isComplete() {
        RunRecord first = shard("1/2", steps(MULTI, PLANNED_STEPS));
        RunRecord second = shard("2/2", steps(SINGLE, PLANNED_STEPS));

        assertThat(of(first, second).missing()).isEmpty();
        assertThat(of(first, with(second, "command", List.of("--steps", "9"))).missing())
                .containsExactly("2 of 4 cells have ended: the others belong to other shards");
    }

    @Test
    void of_shardTwice_isNotComplete() {
        RunRecord shard = shard("1/2", steps(MULTI, PLANNED_STEPS));

        assertThat(of(shard, shard).missing())
                .containsExactly("1 of 2 cells have ended: the others belong to other shards");
    }

    private static RunRecord shard(String number, CellRecord cell) {
        List<String> command = List.of("--backend", "ejml", "--shard", number, "--out=runs/" + number);
        return with(run(cell).withPlannedCells(2), "command", command);
    }

    @Test
    void of_interruptedRun_saysSo() {
        RunRecord run = run(steps(MULTI, PLANNED_STEPS)).withPlannedCells(4).finishedAt(null);

        assertThat(of(run).missing()).containsExactly("1 of 4 cells have ended: the run was cut off or is not over");
        assertThat(of(run.withPlannedCells(null)).missing()).containsExactly("the run was cut off or is not over");
    }

    @Test
    void of_interruptedCell_hasNotEnded() {
        RunRecord run = run(steps(MULTI, PLANNED_STEPS), failed("djl", CellStatus.INTERRUPTED, null))
                .withPlannedCells(4)
                .finishedAt(null);

        assertThat(of(run).missing()).startsWith("1 of 4 cells have ended: the run was cut off or is not over");
    }

    @Test
    void of_failedCell_namesIt() {
        Completeness incomplete = of(run(
                steps(SINGLE, PLANNED_STEPS),
                Samples.withId(failed("ejml", CellStatus.TIMEOUT, "took too long"), "slow")));

        assertThat(incomplete.missing()).containsExactly("1 cell did not end well: slow timeout");
    }

    @Test
    void of_cellStoppedEarly_saysAfterHowManySteps_andThatTheOthersTookMore() {
        int taken = PLANNED_STEPS - 1;
        CellRecord stopped =
                steps(MULTI, taken).withOutcome(CellStatus.OK, "stopped by the time limit of 5.0 s at step " + taken);

        Completeness incomplete = of(run(stopped, steps(SINGLE, PLANNED_STEPS)));

        assertThat(incomplete.missing())
                .containsExactly(
                        MULTI.id() + " stopped by the time limit of 5.0 s at step " + taken + " of " + PLANNED_STEPS,
                        "the trainings are not of equal length: fit1d: " + taken + " to " + PLANNED_STEPS + " steps");
    }

    @Test
    void of_cellStoppedBeforeItsFirstStep_isNotComplete() {
        assertThat(of(run(steps(MULTI, 0))).missing())
                .containsExactly(MULTI.id() + " stopped at step 0 of " + PLANNED_STEPS);
    }

    @Test
    void of_cellThatOnlyJmhMeasured_isNoTraining() {
        assertThat(of(run(MULTI.withTiming(Timing.NONE), steps(SINGLE, PLANNED_STEPS)))
                        .missing())
                .isEmpty();
    }

    private static CellRecord steps(CellRecord cell, int steps) {
        return cell.withTiming(with(Objects.requireNonNull(cell.timing()), "steps", steps));
    }

    private static Completeness of(RunRecord run) {
        return Completeness.of(Evidence.of(Samples.FOLDER, run));
    }

    private static Completeness of(RunRecord first, RunRecord second) {
        return Completeness.of(Evidence.of(Map.of(Samples.FOLDER, first, new RunFolder(Path.of("other")), second)));
    }
}
