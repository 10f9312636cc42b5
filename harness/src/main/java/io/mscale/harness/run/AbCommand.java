package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.VerdictOptions;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.harness.plan.Planner;
import io.mscale.harness.plan.RunPlan;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.harness.report.GateWriter;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code ab}: measures two distributions alternately on this machine and gives a verdict on the second. Cells that look
 * slower are measured again before they count as regressions. The options are those of {@code run} with several repeats
 * by default, plus the verdict's.
 */
public final class AbCommand extends RunOptions {

    /** The second look uses more repeats than the first, because it decides; few cells need it. */
    private static final int MORE_REPEATS = 2;

    @ParametersDelegate
    private final VerdictOptions verdict = new VerdictOptions();

    /** The baseline distribution. */
    @Parameter(names = "--a")
    private @Nullable Path a;

    /** The distribution under test. */
    @Parameter(names = "--b")
    private @Nullable Path b;

    /** Whether cells that look slower count without being measured again. */
    @Parameter(names = "--no-confirm")
    private boolean noConfirm;

    @Override
    protected int defaultRepeats() {
        return TESTED_REPEATS;
    }

    @Override
    protected boolean alternates() {
        return true;
    }

    /** A distribution and what it trains. */
    private record Contestant(String name, Bench bench, Planner planner, RunPlan plan) {

        /** A copy limited to some cells, with more repeats. */
        Contestant again(List<CellKey> keys, int repeats) {
            RunPlan more = planner.again(plan, repeats);
            List<CellSpec> chosen = more.cells().stream()
                    .filter(cell -> keys.contains(key(cell)))
                    .toList();
            return new Contestant(name, bench, planner, more.withCells(chosen));
        }

        private static CellKey key(CellSpec cell) {
            return CellKey.of(new CellHistory(cell).toRecord(CellStatus.OK, null));
        }

        Set<String> ids() {
            return plan.cells().stream().map(CellSpec::id).collect(Collectors.toSet());
        }
    }

    @Override
    public ExitCode execute(Console console) throws IOException {
        refuse("--resume", resume().isPresent());
        refuse("--shard", shard().isPresent());
        refuse("--retry-disturbed", isGiven("--retry-disturbed"));
        refuse("--timing jmh", timing() == TimingMode.JMH);
        WorkerConditions conditions = WorkerConditions.of(workerOptions(), console.err());
        new Trials(Distribution.ofThisProgram(), conditions.settings()).checkStart();
        ofThreads().ifPresent(console.err()::println);
        Contestant base = contestant("A", "--a", a, conditions);
        Contestant head = contestant("B", "--b", b, conditions);
        if (!base.ids().equals(head.ids())) {
            throw new UsageException("--a, --b: the two distributions do not train the same cells; name the backends"
                    + " that both have with --backend");
        }
        Path out = out().orElse(Path.of("runs", RunSetup.newRunId(RunSetup.now())));
        // Lock the whole folder, so that parts of different comparisons never mix.
        try (Interruption interruption = Interruption.watch();
                RunStore whole = RunStore.create(out)) {
            Measuring measuring = new Measuring(console, interruption, RunPeak.measure(base.bench(), this));
            RunComparison first = measuring.compare(base, head, whole.folder().path(), false);
            Tolerance tolerance = verdict.tolerance();
            Gate gate = Gate.of(first, tolerance, Optional.empty());
            List<CellKey> doubtful = noConfirm ? List.of() : Gate.inDoubt(first, tolerance);
            if (!doubtful.isEmpty() && !interruption.isRequested()) {
                int repeats = MORE_REPEATS * repeats();
                console.err()
                        .println("a second look, with " + repeats + " repeats, at what seems slower: "
                                + doubtful.stream().map(CellKey::toString).collect(Collectors.joining(", ")));
                RunComparison second = measuring.compare(
                        base.again(doubtful, repeats),
                        head.again(doubtful, repeats),
                        whole.folder().path().resolve("confirm"),
                        true);
                gate = Gate.of(first, tolerance, Optional.of(second));
            }
            ExitCode outcome = new GateWriter(console, gate).write(Optional.of(out), verdict.junit(), false);
            return interruption.isRequested() ? ExitCode.INTERRUPTED : outcome;
        }
    }

    private static void refuse(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageException(option + " is no option of ab");
        }
    }

    private Contestant contestant(String name, String option, @Nullable Path home, WorkerConditions conditions)
            throws IOException {
        if (home == null) {
            throw new UsageException(option + " is missing: ab takes two distributions, --a BASE_DIST --b HEAD_DIST");
        }
        Distribution distribution = UsageException.naming(option, () -> Distribution.at(home));
        Tasks tasks = Tasks.discover(distribution, taskOptions().tasksDir());
        Bench bench = new Bench(distribution, backends(distribution), tasks, conditions);
        Planner planner = bench.planner(this, ChosenTask.of(taskOptions(), tasks), Form.of(this));
        RunPlan plan = planner.plan();
        bench.trials().checkStart(plan.workerSettings());
        return new Contestant(name, bench, planner, plan);
    }

    /** Trains the cells of both distributions alternately. */
    private final class Measuring {

        private final Console console;
        private final Interruption interruption;
        private final RunPeak peak;

        Measuring(Console console, Interruption interruption, RunPeak peak) {
            this.console = console;
            this.interruption = interruption;
            this.peak = peak;
        }

        /**
         * Begins with A for odd repeats and with B for even ones, so that a machine that slows down or warms up favours
         * neither.
         *
         * @param bFirst whether odd repeats start with B, as in the second look
         */
        RunComparison compare(Contestant a, Contestant b, Path out, boolean bFirst) throws IOException {
            try (RunStore storeA = RunStore.create(out.resolve("a"));
                    RunStore storeB = RunStore.create(out.resolve("b"))) {
                AbSide sideA = side(a, storeA);
                AbSide sideB = side(b, storeB);
                List<CellSpec> cells = a.plan().cells();
                TurnTable turns = new TurnTable(new ConsoleProgress(console, quiet(), ""), interruption);
                for (int i = 0; i < cells.size() && !interruption.isRequested(); i++) {
                    boolean odd = cells.get(i).repeat() % 2 == 1;
                    List<AbSide> sides = odd == bFirst ? List.of(sideB, sideA) : List.of(sideA, sideB);
                    Map<Integer, CellRecord> records = turns.train(
                            List.of(sides.get(0).seat(i), sides.get(1).seat(i)));
                    for (Map.Entry<Integer, CellRecord> ended : records.entrySet()) {
                        sides.get(ended.getKey()).ended(ended.getValue());
                    }
                }
                turns.noteWaiting();
                boolean whole = !interruption.isRequested();
                return RunComparison.of(storeA.folder(), sideA.end(whole), storeB.folder(), sideB.end(whole));
            }
        }

        private AbSide side(Contestant contestant, RunStore store) throws IOException {
            Double gflops = peak.gflops(precision());
            Bench bench = contestant.bench();
            RunRecord record = new RunRecord(
                    RunRecord.SCHEMA,
                    RunSetup.newRunId(RunSetup.now()),
                    bench.distribution().tool(),
                    RunSetup.now().toString(),
                    null,
                    null,
                    contestant.plan().cells().size(),
                    WorkerOptions.withValues(arguments(), System.getenv()),
                    peak.in(bench.environment(device()), precision()),
                    List.of(),
                    List.of());
            return new AbSide(
                    contestant.name(),
                    bench,
                    new ConsoleProgress(console, quiet(), contestant.name() + " "),
                    interruption,
                    store,
                    contestant.plan().cells().stream()
                            .map(cell -> cell.withPeakGflops(gflops))
                            .toList(),
                    record);
        }
    }
}
