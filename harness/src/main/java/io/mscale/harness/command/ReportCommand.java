package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.ReportOptions;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.record.RecordJson;
import io.mscale.results.record.RunFolder;
import io.mscale.results.record.RunRecord;
import io.mscale.results.record.UnreadableRecordException;
import io.mscale.results.report.ConsoleReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** {@code report}: the reports of a run, from its record alone. */
public final class ReportCommand {

    private final Console console;
    private final ReportOptions options;

    /** A report under these options. */
    public ReportCommand(Console console, ReportOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Prints it.
     *
     * @throws UsageException if the folder holds no run record that can be read
     */
    public ExitCode execute() throws IOException {
        RunFolder folder = new RunFolder(options.folder());
        RunRecord run;
        try {
            run = RecordJson.readRun(folder.run());
        } catch (NoSuchFileException e) {
            throw new UsageException("'" + folder.path() + "' is not a run folder: it has no run.json");
        } catch (UnreadableRecordException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        ConsoleReport.of(Evidence.of(folder, run)).print(console.out(), console::bold);
        return ExitCode.OK;
    }
}
