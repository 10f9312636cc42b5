package io.mscale.harness.run;

import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.JmhLog;
import io.mscale.harness.fork.JmhWords;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.Whereabouts;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.report.jmh.JmhResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Has JMH measure a cell's model, after training or instead of it. */
final class JmhRunner {

    private final Distribution distribution;
    private final ConsoleProgress progress;
    private final WorkerWatch watch;
    private final JmhWords words;

    /** A runner that passes these arguments to JMH. */
    JmhRunner(Distribution distribution, ConsoleProgress progress, Interruption interruption, JmhWords words) {
        this.distribution = distribution;
        this.progress = progress;
        this.watch = new WorkerWatch(interruption, "its process");
        this.words = words;
    }

    /**
     * The record with JMH's scores. If JMH fails, the reason says how; a trained cell keeps its status, an untrained
     * one takes the failure's. The record is rewritten in either case.
     *
     * @param trained a record with status ok; its curve is empty if the cell was not trained
     */
    CellRecord run(CellRecord trained, CellSpec spec, Plugins plugins, CellFolder folder) throws IOException {
        Files.deleteIfExists(folder.jmhResult());
        progress.jmhStarted(spec);
        WorkerWatch.End end = watch.run(
                spec,
                () -> JavaCommand.jmh(distribution, plugins, spec, folder.path(), words),
                folder.jmhLog(),
                () -> {});
        CellRecord record = JmhOutcome.withoutProblem(trained);
        Optional<WorkerWatch.End> failure;
        try {
            failure = failure(end, spec, folder);
            Optional<JmhResultFile> result = JmhResultFile.read(folder.jmhResult());
            if (result.isPresent()) {
                record = record.withJmh(result.get().scores());
            }
        } catch (IOException e) {
            failure = Optional.of(new WorkerWatch.End(CellStatus.FAILED, JmhLog.PREFIX + e.getMessage()));
        }
        if (failure.isPresent()) {
            boolean wasTrained = !trained.curve().isEmpty();
            CellStatus status = wasTrained ? trained.status() : failure.get().status();
            record = JmhOutcome.withProblem(record, status, failure.get().reason());
        }
        RecordJson.write(folder.record(), record);
        return record;
    }

    /** How JMH failed, with {@link JmhLog#PREFIX} in its reason; empty if it succeeded. */
    private static Optional<WorkerWatch.End> failure(WorkerWatch.End end, CellSpec spec, CellFolder folder)
            throws IOException {
        if (end.succeeded()) {
            return Optional.empty();
        }
        String reason = JmhLog.PREFIX + end.reason();
        if (end.status() == CellStatus.INTERRUPTED || end.status() == CellStatus.FAILED) {
            return Optional.of(new WorkerWatch.End(end.status(), reason));
        }
        String whereabouts = Whereabouts.in(folder.jmhLog(), end.status());
        String log =
                whereabouts + "; see cells/" + spec.id() + "/" + folder.jmhLog().getFileName();
        Optional<String> own = JmhLog.read(folder.jmhLog()).problem();
        return Optional.of(
                own.isPresent() && end.status() == CellStatus.CRASHED
                        ? new WorkerWatch.End(CellStatus.FAILED, own.get() + log)
                        : new WorkerWatch.End(end.status(), reason + log));
    }
}
