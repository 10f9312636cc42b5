package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.KeepOptions;
import io.mscale.harness.cli.RecordedWords;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.VerdictOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.harness.plan.Planner;
import io.mscale.harness.plan.RunPlan;
import io.mscale.harness.report.GateWriter;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.AbRecord;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code ab}: measures two distributions alternately on this machine and gives a verdict on the second. Cells that look
 * slower are measured again before they count as regressions. The options are those of {@code run} with several repeats
 * by default, plus the verdict's.
 */
public class AbCommand extends RunOptions {

    /** The second look uses more repeats than the first, because it decides; few cells need it. */
    private static final int MORE_REPEATS = 2;

    private static final String CONFIRM = "confirm";

    /** What may be given anew, beside the options of the verdict, when a comparison is resumed. */
    private static final List<String> WITH_RESUME = List.of(
            "--resume",
            CommandLine.BASE,
            CommandLine.HEAD,
            "--backends-dir",
            "--tasks-dir",
            "--no-confirm",
            "--png",
            "--quiet",
            "--verbose",
            "--no-color");

    @ParametersDelegate
    private final VerdictOptions verdict = new VerdictOptions();

    /** The baseline distribution. */
    @Parameter(names = CommandLine.BASE)
    private @Nullable Path a;

    /** The distribution under test. */
    @Parameter(names = CommandLine.HEAD)
    private @Nullable Path b;

    /** The commit that the baseline stands for. */
    @Parameter(names = "--commit-a")
    private @Nullable String commitA;

    /** The commit under test. */
    @Parameter(names = "--commit-b")
    private @Nullable String commitB;

    /** Whether cells that look slower count without being measured again. */
    @Parameter(names = "--no-confirm")
    private boolean noConfirm;

    /** Whether the cells of a comparison that goes on are counted; null of a new one. */
    private @Nullable Boolean plannedCounters;

    @Override
    protected Set<String> withheld() {
        return KeepOptions.OF_CONTINUATION;
    }

    @Override
    protected int defaultRepeats() {
        return TESTED_REPEATS;
    }

    @Override
    protected boolean alternates() {
        return true;
    }

    /** What is judged is counted, whether or not it was asked for; of a comparison that goes on, what was planned. */
    @Override
    public CellSpec.Measurement measurement(FittingTask task, boolean twin) {
        CellSpec.Measurement measurement = super.measurement(task, twin);
        return measurement.withCounters(
                plannedCounters == null ? measurement.counters() || verdict.judgesCounts() : plannedCounters);
    }

    /** What is compared, and what was known of the machine before. */
    private record Contest(AbContestant base, AbContestant head, Optional<RunRecord.Environment> machine) {

        AbRecord record(List<String> command, String startedAt) throws IOException {
            return new AbRecord(AbRecord.SCHEMA, command, base.side(), head.side(), startedAt, null);
        }
    }

    @Override
    public ExitCode execute(Console console) throws IOException {
        if (resume().isPresent()) {
            return resume(console, resume().get());
        }
        refuse("--shard", shard().isPresent());
        refuse("--retry-disturbed", isGiven("--retry-disturbed"));
        refuse("--timing jmh", timing() == TimingMode.JMH);
        Contest contest = contest(console, Optional.empty());
        Path out = out().orElse(Path.of("runs", RunSetup.newRunId(RunSetup.now())));
        try (Interruption interruption = Interruption.watch()) {
            return judge(console, interruption, out, begin(console, interruption, out, contest));
        }
    }

    /**
     * Compares the two distributions, with its files in a new folder; empty if it was interrupted.
     *
     * @param quiet where the verdict is printed in full
     */
    Optional<Gate> compare(Console console, Console quiet, Interruption interruption, Path out) throws IOException {
        Optional<Gate> gate = begin(console, interruption, out, contest(console, Optional.empty()));
        judge(quiet, interruption, out, gate);
        return gate;
    }

    private Optional<Gate> begin(Console console, Interruption interruption, Path out, Contest contest)
            throws IOException {
        // Lock the whole folder, so that parts of different comparisons never mix.
        try (RunStore whole = RunStore.create(out)) {
            AbRecord record = contest.record(
                    RecordedWords.of(arguments(), System.getenv()),
                    RunSetup.now().toString());
            return measured(console, interruption, whole.folder(), contest, record);
        }
    }

    private static void refuse(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageException(option + " is no option of ab");
        }
    }

    /** Plans what both distributions train. */
    private Contest contest(Console console, Optional<RunRecord.Environment> machine) throws IOException {
        WorkerConditions conditions = WorkerConditions.of(workerOptions(), console.err());
        new Trials(Distribution.ofThisProgram(), conditions.settings()).checkStart();
        ofThreads().ifPresent(console.err()::println);
        AbContestant base = contestant("A", CommandLine.BASE, a, commitA, conditions);
        AbContestant head = contestant("B", CommandLine.HEAD, b, commitB, conditions);
        if (!base.ids().equals(head.ids())) {
            throw new UsageException("--a, --b: the two distributions do not train the same cells; name the backends"
                    + " that both have with --backend");
        }
        return new Contest(base, head, machine);
    }

    private AbContestant contestant(
            String name, String option, @Nullable Path home, @Nullable String commit, WorkerConditions conditions)
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
        RunRecord.Tool built = distribution.tool();
        RunRecord.Tool tool = commit == null ? built : new RunRecord.Tool(built.version(), commit);
        return new AbContestant(name, tool, bench, planner, plan);
    }

    /** Measures what is not measured yet; without a verdict if it is interrupted. */
    private Optional<Gate> measured(
            Console console, Interruption interruption, RunFolder whole, Contest contest, AbRecord record)
            throws IOException {
        RecordJson.write(whole.comparison(), record);
        AbMeasuring measuring = new AbMeasuring(console, interruption, this, record.command(), contest.machine());
        RunComparison first = measuring.compare(contest.base(), contest.head(), whole.path(), false);
        Set<CellKey> doubtful = doubtful(first);
        Optional<RunComparison> second = Optional.empty();
        if (!doubtful.isEmpty() && !interruption.isRequested()) {
            int repeats = MORE_REPEATS * repeats();
            console.err()
                    .println("a second look, with " + repeats + " repeats, at what seems slower: "
                            + doubtful.stream().map(CellKey::toString).collect(Collectors.joining(", ")));
            // Cells of a second look that was begun stay in it, even if other options of the verdict doubt fewer.
            Set<CellKey> keys = new HashSet<>(doubtful);
            keys.addAll(begun(whole.path().resolve(CONFIRM)));
            second = Optional.of(measuring.compare(
                    contest.base().again(keys, repeats),
                    contest.head().again(keys, repeats),
                    whole.path().resolve(CONFIRM),
                    true));
        }
        if (interruption.isRequested()) {
            console.out()
                    .println(measuring.missing() + " of " + measuring.planned() + " cells of each side"
                            + (second.isPresent() ? ", in the second look," : "")
                            + " are not measured; go on with: ab --resume " + whole.path());
            console.out().flush();
            return Optional.empty();
        }
        RecordJson.write(whole.comparison(), record.finishedAt(RunSetup.now().toString()));
        return Optional.of(Gate.of(first, verdict.tolerance(), second));
    }

    private ExitCode judge(Console console, Interruption interruption, Path out, Optional<Gate> gate)
            throws IOException {
        ExitCode outcome = gate.isPresent() ? write(console, out, gate.get()) : ExitCode.INTERRUPTED;
        return interruption.isRequested() ? ExitCode.INTERRUPTED : outcome;
    }

    private Set<CellKey> doubtful(RunComparison first) {
        return noConfirm ? Set.of() : new LinkedHashSet<>(Gate.inDoubt(first, verdict.tolerance()));
    }

    private ExitCode write(Console console, Path whole, Gate gate) throws IOException {
        return new GateWriter(console, gate).write(Optional.of(whole), verdict.junit(), false);
    }

    /** Cells of a look that was begun; none if it was not. */
    private static Set<CellKey> begun(Path look) throws IOException {
        Set<CellKey> keys = new HashSet<>();
        for (String side : List.of("a", "b")) {
            Path cells = new RunFolder(look.resolve(side)).cells();
            if (Files.isDirectory(cells)) {
                RunReader.specs(new RunFolder(look.resolve(side))).forEach(cell -> keys.add(AbContestant.key(cell)));
            }
        }
        return keys;
    }

    private ExitCode resume(Console console, Path folder) throws IOException {
        Set<String> allowed = new TreeSet<>(CommandLine.optionNames(VerdictOptions.class));
        allowed.addAll(WITH_RESUME);
        arguments().stream()
                .map(word -> word.split("=", 2)[0])
                .filter(name -> name.startsWith("--") && !allowed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(name
                            + " cannot stand beside --resume: the plan is the old comparison's own; allowed: "
                            + String.join(", ", allowed));
                });
        try (RunStore whole = RunStore.openComparison(folder)) {
            AbRecord record = RecordJson.read(
                    whole.folder().comparison(), AbRecord.class, AbRecord.SCHEMA, "comparison's record");
            AbCommand command = new AbCommand();
            CommandLine.read(command, "ab", CommandLine.overridden(command, record.command(), arguments()));
            return command.goOn(console, whole.folder(), record);
        } catch (UnreadableRecordException e) {
            throw new UsageException("--resume: " + e.getMessage());
        }
    }

    /** Goes on with a comparison whose options this command has. */
    private ExitCode goOn(Console console, RunFolder whole, AbRecord before) throws IOException {
        if (before.finishedAt() != null) {
            Optional<Gate> gate = ofWhatIsMeasured(whole.path());
            if (gate.isPresent()) {
                console.err().println("the comparison had ended; nothing is measured, only judged again");
                return write(console, whole.path(), gate.get());
            }
        }
        RunFolder base = new RunFolder(whole.path().resolve("a"));
        Optional<RunRecord> begun = AbMeasuring.record(base.path());
        if (begun.isPresent()) {
            plannedCounters = RunReader.specs(base).stream()
                    .anyMatch(cell -> cell.measurement().counters());
        }
        Contest contest = contest(console, begun.map(RunRecord::environment));
        begun.ifPresent(run ->
                SameMachine.require(run.environment(), contest.base().plan().cells()));
        contest.base().requireSame(before.a());
        contest.head().requireSame(before.b());
        try (Interruption interruption = Interruption.watch()) {
            List<String> words = RecordedWords.of(arguments(), System.getenv());
            AbRecord record = contest.record(words, before.startedAt());
            return judge(console, interruption, whole.path(), measured(console, interruption, whole, contest, record));
        }
    }

    /** The verdict on a comparison that has ended; empty if it now takes a second look at more cells. */
    private Optional<Gate> ofWhatIsMeasured(Path whole) throws IOException {
        RunComparison first = comparison(whole);
        Set<CellKey> doubtful = doubtful(first);
        if (doubtful.isEmpty()) {
            return Optional.of(Gate.of(first, verdict.tolerance(), Optional.empty()));
        }
        Path look = whole.resolve(CONFIRM);
        if (AbMeasuring.record(look.resolve("b")).isEmpty()) {
            return Optional.empty();
        }
        RunComparison second = comparison(look);
        Set<CellKey> seenTwice =
                second.cells().stream().map(CellComparison::key).collect(Collectors.toSet());
        return seenTwice.containsAll(doubtful)
                ? Optional.of(Gate.of(first, verdict.tolerance(), Optional.of(second)))
                : Optional.empty();
    }

    private static RunComparison comparison(Path look) throws IOException {
        RunFolder base = new RunFolder(look.resolve("a"));
        RunFolder head = new RunFolder(look.resolve("b"));
        return RunComparison.of(base, RunReader.read(base), head, RunReader.read(head));
    }
}
