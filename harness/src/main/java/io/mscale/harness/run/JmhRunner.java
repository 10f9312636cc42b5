package io.mscale.harness.run;

import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.JmhLog;
import io.mscale.harness.fork.JmhWords;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.harness.progress.ConsoleProgress;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.report.jmh.JmhResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Optional<WorkerWatch.End> failure = measure(spec, plugins, folder);
        CellRecord record = JmhOutcome.withoutProblem(trained);
        try {
            Optional<JmhResultFile> result = JmhResultFile.read(folder.jmhResult());
            if (result.isPresent()) {
                record = record.withJmh(result.get().scores());
            }
        } catch (IOException e) {
            failure = Optional.of(failed(e.getMessage()));
        }
        if (failure.isPresent()) {
            boolean wasTrained = !trained.curve().isEmpty();
            CellStatus status = wasTrained ? trained.status() : failure.get().status();
            record = JmhOutcome.withProblem(record, status, failure.get().reason());
        }
        RecordJson.write(folder.record(), record);
        return record;
    }

    private static WorkerWatch.End failed(@Nullable String reason) {
        return new WorkerWatch.End(CellStatus.FAILED, JmhLog.PREFIX + reason);
    }

    /** Runs JMH; empty if it succeeds. */
    private Optional<WorkerWatch.End> measure(CellSpec spec, Plugins plugins, CellFolder folder) {
        try (WorkerProcess worker = WorkerProcess.start(
                JavaCommand.jmh(distribution, plugins, spec, folder.path(), words), folder.jmhLog())) {
            WorkerWatch.End end = watch.await(worker, spec.measurement().cellTimeoutSeconds(), () -> {});
            if (end.status() == CellStatus.INTERRUPTED) {
                return Optional.of(new WorkerWatch.End(end.status(), JmhLog.PREFIX + end.reason()));
            }
            if (end.status() == CellStatus.CRASHED && worker.exitCode() == 0) {
                return Optional.empty();
            }
            String log = "; see cells/" + spec.id() + "/" + folder.jmhLog().getFileName();
            Optional<String> own = JmhLog.read(folder.jmhLog()).problem();
            return Optional.of(
                    own.isPresent() && end.status() == CellStatus.CRASHED
                            ? new WorkerWatch.End(CellStatus.FAILED, own.get() + log)
                            : new WorkerWatch.End(end.status(), JmhLog.PREFIX + end.reason() + log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            WorkerWatch.End end = WorkerWatch.End.byTheUser();
            return Optional.of(new WorkerWatch.End(end.status(), JmhLog.PREFIX + end.reason()));
        } catch (IOException e) {
            return Optional.of(failed("its process could not be started or followed: " + e.getMessage()));
        }
    }
}
