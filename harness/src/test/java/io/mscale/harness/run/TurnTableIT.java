package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.WorkerSettings;
import io.mscale.api.support.ProcessorClock;
import io.mscale.harness.CommandName;
import io.mscale.harness.Console;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of the distribution on machines with more or less memory. */
class TurnTableIT {

    private static final String[] RUN = {
        "run",
        "--backend",
        "ejml,simd",
        "--variant",
        "multi",
        "--preset",
        "smoke",
        "--width",
        "20,10",
        "--scales",
        "linear:5",
        "--train-size",
        "60",
        "--test-size",
        "40",
        "--steps",
        "1000",
        "--turns",
        "0.002"
    };

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    /** Trains two cells on a quiet machine with that much memory left. */
    private SortedMap<Integer, CellRecord> train(@Nullable Long bytes) throws IOException {
        return train(bytes, 0);
    }

    /** Others are busy on so many of its processors; each look at its clock lasts a second. */
    private SortedMap<Integer, CellRecord> train(@Nullable Long bytes, int busyProcessors) throws IOException {
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        ConsoleProgress progress = new ConsoleProgress(new Console(stream, stream, false, false), false, "");
        Distribution distribution =
                Distribution.at(Path.of(System.getProperty("mscale.distribution", "target/mscale-bench"))
                        .toAbsolutePath());
        RunOptions options = (RunOptions) CommandName.parse(RUN);
        Tasks tasks = Tasks.discover(distribution, Optional.empty());
        Bench bench = new Bench(
                distribution,
                Backends.discover(distribution, Optional.empty()),
                tasks,
                new WorkerConditions(WorkerSettings.NONE, List.of()));
        List<CellSpec> cells = bench.planner(options, ChosenTask.of(options.taskOptions(), tasks), Form.of(options))
                .plan()
                .cells();
        try (Interruption interruption = Interruption.watch();
                RunStore store = RunStore.create(folder.resolve("run"))) {
            store.writeSpecs(cells);
            CellRunner runner = new CellRunner(distribution, progress, interruption);
            List<TurnTable.Seat> seats = new ArrayList<>();
            for (CellSpec cell : cells) {
                seats.add(new TurnTable.Seat(
                        cell.backend(),
                        cell,
                        runner,
                        bench.plugins(cell),
                        store.folder().cell(cell.id()),
                        progress,
                        seats.size() + 1,
                        cells.size()));
            }
            AtomicLong seconds = new AtomicLong();
            QuietMoments quiet = new QuietMoments(
                    () -> {
                        long now = seconds.incrementAndGet();
                        return new ProcessorClock.Reading(now * 1_000_000_000, 1, now * busyProcessors, 0, 0);
                    },
                    millis -> {});
            TurnTable table = new TurnTable(progress, interruption, () -> bytes, quiet);
            SortedMap<Integer, CellRecord> records = table.train(seats);
            table.noteWaiting();
            return records;
        }
    }

    private static boolean tookTurns(CellRecord record) {
        return !Objects.requireNonNull(record.timing()).turns().isEmpty();
    }

    private static @Nullable String together(CellSpec cell) {
        return Objects.requireNonNull(cell.measurement().turns()).together();
    }

    @Test
    void train_noMemoryForTheSecondWorker_trainsOneAfterAnother() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell how much a worker takes");

        SortedMap<Integer, CellRecord> records = train(1L << 20);

        assertThat(records).hasSize(2);
        assertThat(records.values()).allMatch(CellRecord::isOk).noneMatch(TurnTableIT::tookTurns);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsPattern("note: no turns: a worker takes .*, and with 1 of 2 alive .* are left");
        try (var specs = Files.list(folder.resolve("run/cells"))) {
            for (Path cell : specs.toList()) {
                assertThat(together(RecordJson.readSpec(cell.resolve("spec.json"))))
                        .isNull();
            }
        }
    }

    @Test
    void train_unknownMemory_takesTurns() throws IOException {
        SortedMap<Integer, CellRecord> records = train(null);

        assertThat(records).hasSize(2);
        assertThat(records.values()).allMatch(CellRecord::isOk).allMatch(TurnTableIT::tookTurns);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .doesNotContain("no turns", "turns waited")
                .contains("[1/2] ejml-cpu-fit1d-multi-r1  test MSE ", "[2/2] simd-cpu-fit1d-multi-r1  test MSE ");
    }

    @Test
    void train_machineThatNeverRests_goesOnAndTellsHowLongTurnsWaited() throws IOException {
        SortedMap<Integer, CellRecord> records = train(null, 1);

        assertThat(records.values()).hasSize(2).allMatch(CellRecord::isOk).allMatch(TurnTableIT::tookTurns);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains(
                        "turns waited 10.0 s in all for moments in which other processes rested; --turns off does not wait");
    }
}
