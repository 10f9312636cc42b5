package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.api.training.Loss;
import io.mscale.harness.cli.Shard;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.cell.TimingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedPlanTest {

    private static final CellSpec.Training TRAINING =
            new CellSpec.Training(100, 1000, 100, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 0);

    private static CellSpec cell(int index, String backend, String task, String variant, int repeat, int width) {
        return new CellSpec(
                index,
                2,
                new Cell(
                        new CellIdentity(
                                backend + "-" + task + "-" + variant + "-r" + repeat,
                                backend,
                                Device.CPU,
                                task,
                                Variant.named(variant),
                                Preset.QUICK,
                                repeat,
                                repeat,
                                Precision.FLOAT32,
                                "",
                                ""),
                        new CellSpec.Network(
                                new NetworkSpec(
                                        Structure.DENSE,
                                        1,
                                        List.of(width, 50),
                                        1,
                                        Scales.one(),
                                        Activation.SIN,
                                        Activation.RELU),
                                Initialization.UNIFORM),
                        TRAINING,
                        new CellSpec.Measurement(TimingMode.STEPS, 0.01, false, null, 600, null, false),
                        new WorkerSettings(List.of(), Map.of()),
                        TaskSettings.NONE));
    }

    /** 3 tasks of unlike cost, 2 variants, 2 backends, 4 repeats: 48 cells in 6 contests. */
    private static List<CellSpec> plan() {
        List<CellSpec> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= 4; repeat++) {
            for (int task = 1; task <= 3; task++) {
                for (String variant : List.of("single", "multi")) {
                    for (String backend : List.of("a", "b")) {
                        cells.add(cell(cells.size(), backend, "task" + task, variant, repeat, 500 * task));
                    }
                }
            }
        }
        return cells;
    }

    private static List<List<CellSpec>> shards(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        index -> ShardedPlan.of(plan(), new Shard(index, count)).cells())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 24, 30, 48, 60})
    void of_allShardsTogether_areThePlan(int count) {
        List<CellSpec> all = shards(count).stream().flatMap(List::stream).toList();

        assertThat(all).containsExactlyInAnyOrderElementsOf(plan());
        assertThat(shards(count)).allSatisfy(shard -> assertThat(shard)
                .isSortedAccordingTo((x, y) -> Integer.compare(x.index(), y.index())));
    }

    @Test
    void of_samePlan_isCutAlikeEveryTime() {
        assertThat(shards(5)).isEqualTo(shards(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void of_fewShards_haveAboutTheSameToDo(int count) {
        double[] seconds = shards(count).stream()
                .mapToDouble(shard ->
                        shard.stream().mapToDouble(ShardedPlan::seconds).sum())
                .toArray();

        double least =
                IntStream.range(0, count).mapToDouble(i -> seconds[i]).min().orElseThrow();
        double most =
                IntStream.range(0, count).mapToDouble(i -> seconds[i]).max().orElseThrow();
        assertThat(most / least).isLessThan(1.3);
    }

    /** Times of one contest must be of one machine. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void of_noMoreShardsThanContests_keepsContestsTogether(int count) {
        for (List<CellSpec> shard : shards(count)) {
            for (CellSpec cell : shard) {
                assertThat(shard)
                        .filteredOn(other -> other.task().equals(cell.task())
                                && other.variant().equals(cell.variant()))
                        .hasSize(8);
            }
        }
    }

    @Test
    void of_moreShardsThanContests_keepsTheBackendsOfARepeatTogether() {
        for (List<CellSpec> shard : shards(12)) {
            for (CellSpec cell : shard) {
                assertThat(shard)
                        .filteredOn(other -> other.task().equals(cell.task())
                                && other.variant().equals(cell.variant())
                                && other.repeat() == cell.repeat())
                        .hasSize(2);
            }
        }
    }

    @Test
    void record_namesTheWholePlan() {
        assertThat(ShardedPlan.of(plan(), new Shard(2, 3)).record().cells())
                .containsExactlyElementsOf(plan().stream().map(CellSpec::id).toList());
        assertThat(ShardedPlan.of(plan(), new Shard(1, 3)).record().plan())
                .isEqualTo(ShardedPlan.of(plan(), new Shard(2, 3)).record().plan())
                .isNotEqualTo(ShardedPlan.of(plan().subList(0, 40), new Shard(1, 3))
                        .record()
                        .plan())
                .isNotEqualTo(
                        ShardedPlan.of(counted(), new Shard(1, 3)).record().plan());
    }

    /** The same plan, with counters. */
    private static List<CellSpec> counted() {
        return plan().stream()
                .map(cell -> new CellSpec(
                        cell.index(),
                        cell.threads(),
                        cell.cell().withMeasurement(cell.measurement().withCounters(true))))
                .toList();
    }
}
