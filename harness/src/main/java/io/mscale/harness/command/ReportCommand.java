package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.ReportOptions;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code report}: writes the reports of one or more runs from their records. */
public final class ReportCommand {

    private final Console console;
    private final ReportOptions options;

    /** A report under these options. */
    public ReportCommand(Console console, ReportOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Writes and prints the reports.
     *
     * @throws UsageException if a folder has no readable run record; nothing was written then
     */
    public ExitCode execute() throws IOException {
        Map<RunFolder, RunRecord> runs = new LinkedHashMap<>();
        for (Path path : options.folders()) {
            RunFolder folder = new RunFolder(path);
            runs.put(folder, read(folder));
        }
        Evidence evidence = Evidence.of(runs);
        Path folder = outputFolder(options.folders());
        boolean written = new ReportWriter(console).write(evidence, folder, options.png());
        if (written) {
            console.out().println("Report: " + new ReportFolder(folder).html());
            console.out().println();
        }
        ConsoleReport.of(evidence).print(console.out(), console::bold);
        return written ? ExitCode.OK : ExitCode.FAILED;
    }

    private Path outputFolder(List<Path> runs) {
        Path folder = options.out()
                .orElseGet(
                        () -> runs.size() == 1 ? runs.get(0) : Path.of("reports", RunFolder.timeName(Instant.now())));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--out: '" + folder + "' cannot be written: " + AtomicFile.reason(e));
        }
    }

    private static RunRecord read(RunFolder folder) throws IOException {
        try {
            return RunReader.read(folder);
        } catch (NoSuchFileException e) {
            throw new UsageException("'" + folder.path() + "' is not a run folder: it has no run.json");
        } catch (UnreadableRecordException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
