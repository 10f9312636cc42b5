package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.AbOptions;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.DeviceTrial;
import io.mscale.harness.fork.StartTrial;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.gpu.VisibleGpus;
import io.mscale.harness.machine.ThisMachine;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Grid;
import io.mscale.harness.plan.Planner;
import io.mscale.harness.plan.RunPlan;
import io.mscale.harness.progress.ConsoleProgress;
import io.mscale.harness.progress.RunListener;
import io.mscale.harness.report.GateWriter;
import io.mscale.record.cell.CellHistory;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code ab}: measures two distributions alternately on this machine and gives a verdict on the second. Cells that look
 * slower are measured again before they count as regressions.
 */
public final class AbCommand {

    /** The second look uses more repeats than the first, because it decides; few cells need it. */
    private static final int MORE_REPEATS = 2;

    private final Console console;
    private final AbOptions options;
    private final List<String> arguments;

    /** An A/B run under these options; {@code arguments} are the words the user typed. */
    public AbCommand(Console console, AbOptions options, List<String> arguments) {
        this.console = console;
        this.options = options;
        this.arguments = List.copyOf(arguments);
    }

    /** A distribution with its backends, tasks, planner and plan. */
    private record Contestant(
            String name,
            Distribution distribution,
            Backends backends,
            Tasks tasks,
            Planner planner,
            RunPlan plan,
            WorkerConditions conditions) {

        /** A copy limited to some cells, with more repeats. */
        Contestant again(List<CellKey> keys, int repeats) {
            RunPlan more = planner.again(plan, repeats);
            return new Contestant(
                    name,
                    distribution,
                    backends,
                    tasks,
                    planner,
                    more.withCells(more.cells().stream()
                            .filter(cell -> keys.contains(key(cell)))
                            .toList()),
                    conditions);
        }

        private static CellKey key(CellSpec cell) {
            return CellKey.of(new CellHistory(cell).toRecord(CellStatus.OK, null));
        }

        Set<String> ids() {
            return plan.cells().stream().map(CellSpec::id).collect(Collectors.toSet());
        }
    }

    /**
     * Measures and judges.
     *
     * @throws UsageException if the options are wrong; nothing was written then
     */
    public ExitCode execute() throws IOException {
        refuse("--resume", options.resume().isPresent());
        refuse("--shard", options.shard().isPresent());
        refuse("--timing jmh", options.timing() == TimingMode.JMH);
        WorkerConditions conditions = WorkerConditions.of(options.workerOptions(), console.err());
        StartTrial.check(conditions.settings());
        Contestant a = contestant("A", "--a", options.a(), conditions);
        Contestant b = contestant("B", "--b", options.b(), conditions);
        if (!a.ids().equals(b.ids())) {
            throw new UsageException("--a, --b: the two distributions do not train the same cells; name the backends"
                    + " that both have with --backend");
        }
        Path out = options.out().orElse(Path.of("runs", RunSetup.newRunId()));
        // Lock the whole folder, so that parts of different comparisons never mix.
        try (Interruption interruption = Interruption.watch();
                RunStore whole = RunStore.create(out)) {
            RunPeak peak = RunPeak.measure(a.distribution(), a.backends(), options, conditions.settings());
            RunComparison first =
                    measure(interruption, peak, a, b, whole.folder().path(), false);
            Tolerance tolerance = options.verdict().tolerance();
            Gate gate = Gate.of(first, tolerance, Optional.empty());
            List<CellKey> doubtful = options.confirms() ? Gate.inDoubt(first, tolerance) : List.of();
            if (!doubtful.isEmpty() && !interruption.isRequested()) {
                int repeats = MORE_REPEATS * options.repeats();
                console.err()
                        .println("a second look, with " + repeats + " repeats, at what seems slower: "
                                + doubtful.stream().map(CellKey::toString).collect(Collectors.joining(", ")));
                RunComparison second = measure(
                        interruption,
                        peak,
                        a.again(doubtful, repeats),
                        b.again(doubtful, repeats),
                        whole.folder().path().resolve("confirm"),
                        true);
                gate = Gate.of(first, tolerance, Optional.of(second));
            }
            ExitCode verdict = new GateWriter(console, gate)
                    .write(Optional.of(out), options.verdict().junit(), false);
            return interruption.isRequested() ? ExitCode.INTERRUPTED : verdict;
        }
    }

    private static void refuse(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageException(option + " is no option of ab");
        }
    }

    private Contestant contestant(String name, String option, Path home, WorkerConditions conditions)
            throws IOException {
        Distribution distribution = UsageException.naming(option, () -> Distribution.at(home));
        Backends backends = Backends.discover(distribution, options.backendsDir());
        Tasks tasks = Tasks.discover(distribution, options.taskOptions().tasksDir());
        Planner planner = new Planner(
                options,
                ChosenTask.of(options.taskOptions(), tasks),
                Grid.of(options),
                backends,
                backend -> DeviceTrial.run(
                        distribution, backend, options.device(), options.threadsOrAllCores(), conditions.settings()),
                conditions.settings());
        RunPlan plan = planner.plan(WorkerOptions.withValues(arguments, System.getenv()));
        StartTrial.check(conditions.settings(), plan.workerSettings());
        return new Contestant(name, distribution, backends, tasks, planner, plan, conditions);
    }

    private RunComparison measure(
            Interruption interruption, RunPeak peak, Contestant a, Contestant b, Path out, boolean bFirst)
            throws IOException {
        try (RunStore storeA = RunStore.create(out.resolve("a"));
                RunStore storeB = RunStore.create(out.resolve("b"))) {
            AbRun.Outcome outcome = new AbRun(interruption)
                    .run(side(a, storeA, peak, interruption), side(b, storeB, peak, interruption), bFirst);
            return RunComparison.of(storeA.folder(), outcome.a(), storeB.folder(), outcome.b());
        }
    }

    private RunRecord.Environment machine(WorkerConditions conditions) {
        return ThisMachine.environment()
                .withWorkers(conditions.clearedVariables(), conditions.settings())
                .withGpu(VisibleGpus.used(options.device(), conditions.settings()), null);
    }

    private AbRun.Side side(Contestant contestant, RunStore store, RunPeak peak, Interruption interruption)
            throws IOException {
        RunListener listener =
                options.quiet() ? new RunListener() {} : new ConsoleProgress(console, contestant.name() + " ");
        Double gflops = peak.gflops(options.precision());
        RunRecord record = new RunRecord(
                RunRecord.SCHEMA,
                RunSetup.newRunId(),
                contestant.distribution().tool(),
                RunSetup.now().toString(),
                null,
                null,
                contestant.plan().command(),
                peak.in(machine(contestant.conditions()), options.precision()),
                List.of());
        return new AbRun.Side(
                contestant.backends(),
                contestant.tasks(),
                new CellRunner(contestant.distribution(), listener, interruption),
                listener,
                store,
                contestant.plan().cells().stream()
                        .map(cell -> cell.withPeakGflops(gflops))
                        .toList(),
                record);
    }
}
