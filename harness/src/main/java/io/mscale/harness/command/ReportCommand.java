package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code report}: writes the reports of one or more runs from their records. */
public final class ReportCommand extends Command {

    @Parameter
    private List<String> folders = new ArrayList<>();

    @Parameter(names = "--out")
    private @Nullable Path out;

    /** Whether figures are also written as PNG. */
    @Parameter(names = "--png")
    private boolean png;

    @Override
    public ExitCode execute(Console console) throws IOException {
        if (folders.isEmpty()) {
            throw new UsageException("report takes one run folder or several: report RUN_DIR...");
        }
        Set<Path> seen = new HashSet<>();
        for (String path : folders) {
            if (!seen.add(Path.of(path).toAbsolutePath().normalize())) {
                throw new UsageException("report: '" + path + "' is named twice");
            }
        }
        Map<RunFolder, RunRecord> runs = new LinkedHashMap<>();
        for (String path : folders) {
            RunFolder folder = new RunFolder(Path.of(path));
            runs.put(folder, read(folder));
        }
        Evidence evidence = Evidence.of(runs);
        Path folder = outputFolder();
        boolean written = new ReportWriter(console).write(evidence, folder, png);
        if (written) {
            console.out().println();
        }
        ConsoleReport.of(evidence).print(console.out(), console::bold);
        return written ? ExitCode.OK : ExitCode.FAILED;
    }

    private Path outputFolder() {
        Path folder = out;
        if (folder == null) {
            folder = folders.size() == 1
                    ? Path.of(folders.get(0))
                    : Path.of("reports", RunFolder.timeName(Instant.now()));
        }
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
