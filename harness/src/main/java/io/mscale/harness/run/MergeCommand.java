package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code merge}: merges the shards of a run into one run. */
public final class MergeCommand extends Command {

    /** The folders of the shards. */
    @Parameter
    private List<String> folders = new ArrayList<>();

    @Parameter(names = "--out")
    private @Nullable Path out;

    /** Whether to accept missing cells. */
    @Parameter(names = "--allow-gaps")
    private boolean allowGaps;

    /** Whether to merge shards of different machines or builds. */
    @Parameter(names = "--force")
    private boolean force;

    /** Whether figures are also written as PNG. */
    @Parameter(names = "--png")
    private boolean png;

    @Override
    public ExitCode execute(Console console) throws IOException {
        if (folders.isEmpty()) {
            throw new UsageException("merge takes the folders of all shards of a run: merge DIR...");
        }
        List<ShardJoin.Part> parts = new ArrayList<>();
        for (String folder : folders) {
            parts.add(read(new RunFolder(Path.of(folder))));
        }
        ShardJoin join = new ShardJoin(parts);
        join.requireOneRun(force);
        Optional<String> gaps = join.gaps();
        if (gaps.isPresent() && !allowGaps) {
            throw new UsageException(gaps.get() + "; --allow-gaps joins the rest");
        }
        String runId = RunSetup.newRunId(RunSetup.now());
        RunRecord record = join.record(runId);
        try (RunStore store = RunStore.create(out == null ? Path.of("runs", runId) : out)) {
            for (CellFolder cell : join.cellFolders()) {
                String id = String.valueOf(cell.path().getFileName());
                copy(cell.path(), store.folder().cell(id).path());
            }
            store.write(record);
            return report(console, store.folder(), record);
        }
    }

    private ExitCode report(Console console, RunFolder folder, RunRecord record) {
        Evidence evidence = Evidence.of(folder, record);
        console.out().println("Record: " + folder.run());
        boolean written = new ReportWriter(console).write(evidence, folder.path(), png);
        console.out().println();
        ConsoleReport.of(evidence).print(console.out(), console::bold);
        return written ? ExitCode.OK : ExitCode.FAILED;
    }

    private static ShardJoin.Part read(RunFolder folder) throws IOException {
        try {
            RunRecord run = RunReader.read(folder);
            return new ShardJoin.Part(
                    folder,
                    run,
                    RecordJson.read(folder.shard(), ShardRecord.class, ShardRecord.SCHEMA, "shard record"));
        } catch (NoSuchFileException e) {
            throw new UsageException("'" + folder.path() + "' is not a shard: it has no "
                    + (Files.exists(folder.run()) ? folder.shard() : folder.run()).getFileName()
                    + "; merge joins what --shard parted, and report shows several runs together");
        } catch (UnreadableRecordException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
            }
        }
    }
}
