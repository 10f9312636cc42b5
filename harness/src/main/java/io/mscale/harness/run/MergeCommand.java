package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.MergeOptions;
import io.mscale.harness.report.ReportWriter;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code merge}: merges the shards of a run into one run. */
public final class MergeCommand {

    private final Console console;
    private final MergeOptions options;

    /** A merge under these options. */
    public MergeCommand(Console console, MergeOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Merges the shards.
     *
     * @throws UsageException if the shards do not belong together, or something is missing; nothing was written then
     */
    public ExitCode execute() throws IOException {
        List<ShardJoin.Part> parts = new ArrayList<>();
        for (Path path : options.folders()) {
            parts.add(read(new RunFolder(path)));
        }
        ShardJoin join = new ShardJoin(parts);
        join.requireOneRun(options.force());
        Optional<String> gaps = join.gaps();
        if (gaps.isPresent() && !options.allowGaps()) {
            throw new UsageException(gaps.get() + "; --allow-gaps joins the rest");
        }
        String runId = RunSetup.newRunId();
        RunRecord record = join.record(runId);
        try (RunStore store = RunStore.create(options.out().orElse(Path.of("runs", runId)))) {
            for (Map.Entry<String, Path> cell : join.cellFolders().entrySet()) {
                copy(cell.getValue(), store.folder().cell(cell.getKey()).path());
            }
            store.end(record);
            return report(store.folder(), record);
        }
    }

    private ExitCode report(RunFolder folder, RunRecord record) {
        Evidence evidence = Evidence.of(folder, record);
        boolean written = new ReportWriter(console).write(evidence, folder.path(), options.png());
        console.out().println("Record: " + folder.run());
        if (written) {
            console.out().println("Report: " + new ReportFolder(folder.path()).html());
        }
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
