package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.JmhTrial;
import io.mscale.harness.fork.JmhWords;
import io.mscale.harness.fork.StartTrial;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.progress.ConsoleProgress;
import io.mscale.harness.progress.RunListener;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.util.List;

/**
 * {@code run}: makes or resumes a plan, trains its cells one after another, and reports. {@code jmh}: the same, but JMH
 * measures the cells and nothing is trained.
 */
public final class RunCommand {

    private final Distribution distribution;
    private final Console console;
    private final RunOptions options;
    private final List<String> arguments;

    /** A run under these options; {@code arguments} are the words the user typed. */
    public RunCommand(Distribution distribution, Console console, RunOptions options, List<String> arguments) {
        this.distribution = distribution;
        this.console = console;
        this.options = options;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Runs the plan.
     *
     * @throws io.mscale.harness.UsageException if the options are wrong; nothing was written then
     * @throws IOException if the run's folder can no longer be written
     */
    public ExitCode execute() throws IOException {
        warnOfThreads();
        JmhWords jmh = JmhWords.of(CommandLine.jmhOptions(arguments));
        String told = jmh.isEmpty() ? "" : JmhTrial.check(distribution, jmh);
        if (!told.isBlank()) {
            console.out().print(told);
            return ExitCode.OK;
        }
        Backends backends = Backends.discover(distribution, options.backendsDir());
        Tasks tasks = Tasks.discover(distribution, options.taskOptions().tasksDir());
        WorkerConditions conditions = WorkerConditions.of(options.workerOptions(), console.err());
        StartTrial.check(conditions.settings());
        RunSetup setup = new RunSetup(distribution, options, backends, tasks, arguments, conditions);
        RunRecord run;
        boolean interrupted;
        boolean reportsWritten;
        try (Interruption interruption = Interruption.watch();
                PreparedRun prepared = options.resume().isPresent()
                        ? setup.resume(options.resume().get())
                        : setup.start()) {
            RunListener listener = options.quiet() ? new RunListener() {} : new ConsoleProgress(console);
            run = new CellLoop(distribution, backends, tasks, listener, interruption).run(prepared);
            reportsWritten = report(prepared, run);
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

    private void warnOfThreads() {
        int cores = Runtime.getRuntime().availableProcessors();
        options.threads().filter(threads -> threads > cores).ifPresent(threads -> console.err()
                .println("warning: --threads " + threads + " is more than this machine's " + cores
                        + " cores; the threads will wait for each other"));
    }

    /** Prints the results last so that they stay on the screen. */
    private boolean report(PreparedRun prepared, RunRecord run) {
        RunFolder folder = prepared.store().folder();
        Evidence evidence = Evidence.of(folder, run);
        boolean written = new ReportWriter(console).write(evidence, folder.path(), options.png());
        console.out().println();
        console.out().println("Record: " + folder.run());
        if (written) {
            console.out().println("Report: " + new ReportFolder(folder.path()).html());
        }
        prepared.notes().forEach(note -> console.out().println(Text.oneLine(note)));
        long missing = prepared.cells().size()
                - run.cells().stream()
                        .filter(cell -> cell.status() != CellStatus.INTERRUPTED)
                        .count();
        if (missing > 0) {
            console.out()
                    .println(missing + " of " + prepared.cells().size() + " cells are not done; go on with: --resume "
                            + folder.path());
        }
        console.out().println();
        ConsoleReport.of(evidence).print(console.out(), console::bold);
        console.out().flush();
        return written;
    }
}
