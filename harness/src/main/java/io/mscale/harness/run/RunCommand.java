package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.JmhWords;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.run.RunRecord;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code run}: makes or resumes a plan, trains its cells one after another, and reports. */
public class RunCommand extends RunOptions {

    /** {@code jmh}: the same, but JMH measures the cells and nothing is trained. */
    public static final class Jmh extends RunCommand {

        @Override
        public TimingMode timing() {
            return TimingMode.JMH;
        }

        @Override
        protected Set<String> withheld() {
            return Set.of(
                    "--timing",
                    "--turns",
                    "--retry-disturbed",
                    "--counters",
                    "--no-keep",
                    "--from",
                    "--reset-optimizer");
        }

        @Override
        public Optional<Double> turnSeconds(int backends) {
            return Optional.empty();
        }
    }

    /** The tasks to fit. */
    public List<ChosenTask> chosen(Tasks tasks) throws IOException {
        return ChosenTask.of(taskOptions(), tasks);
    }

    /** The network forms to train. */
    List<Form> forms(List<ChosenTask> chosen) {
        return Form.of(this);
    }

    /** The id of the study that the run belongs to; null if there is none. */
    @Nullable
    String studyId() {
        return null;
    }

    @Override
    public final ExitCode execute(Console console) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        JmhWords jmh = JmhWords.of(CommandLine.jmhOptions(arguments()));
        String told = jmh.isEmpty() ? "" : Trials.jmh(distribution, jmh);
        if (!told.isBlank()) {
            console.out().print(told);
            return ExitCode.OK;
        }
        RecordedFolders earlier = resume().isPresent() ? RecordedFolders.of(resume().get()) : RecordedFolders.NONE;
        Bench bench = new Bench(
                distribution,
                Backends.discover(distribution, backendsDir().or(earlier::backends)),
                Tasks.discover(distribution, taskOptions().tasksDir().or(earlier::tasks)),
                WorkerConditions.of(workerOptions(), console.err()));
        bench.trials().checkStart();
        if (resume().isEmpty()) {
            ofThreads().ifPresent(console.err()::println);
        }
        RunSetup setup = new RunSetup(bench, this, arguments());
        RunRecord run;
        boolean interrupted;
        boolean reportsWritten;
        try (Interruption interruption = Interruption.watch();
                PreparedRun prepared = resume().isPresent() ? setup.resume(resume().get()) : setup.start()) {
            ConsoleProgress progress = new ConsoleProgress(console, quiet(), "");
            run = new CellLoop(bench, prepared, progress, interruption).run();
            reportsWritten = report(console, prepared, run);
            interrupted = interruption.isRequested();
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        // A build should fail for a backend that gives wrong results, even if it trained to the end.
        boolean allOk =
                run.cells().stream().allMatch(cell -> CellMeasures.isTrusted(cell) && JmhOutcome.isComplete(cell));
        return allOk && reportsWritten ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Prints the results last so that they stay on the screen. */
    private boolean report(Console console, PreparedRun prepared, RunRecord run) {
        Path folder = prepared.store().folder().path();
        Evidence evidence = Evidence.of(prepared.store().folder(), run);
        console.out().println();
        console.out().println("Record: " + prepared.store().folder().run());
        boolean written = new ReportWriter(console).write(evidence, folder, png());
        prepared.notes().forEach(note -> console.out().println(Text.oneLine(note)));
        int planned = prepared.cells().size();
        long done = run.cells().stream()
                .filter(cell -> cell.status() != CellStatus.INTERRUPTED)
                .count();
        if (done < planned) {
            console.out()
                    .println((planned - done) + " of " + planned + " cells are not done; go on with: --resume "
                            + folder);
        }
        console.out().println();
        ConsoleReport.of(evidence).print(console.out(), console::bold);
        console.out().flush();
        return written;
    }
}
