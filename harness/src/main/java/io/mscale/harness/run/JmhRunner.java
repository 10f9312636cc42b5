package io.mscale.harness.run;

import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.JmhLog;
import io.mscale.harness.fork.JmhWords;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.harness.progress.RunListener;
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
    private final RunListener listener;
    private final WorkerWatch watch;
    private final JmhWords words;

    /** A runner that passes these arguments to JMH. */
    JmhRunner(Distribution distribution, RunListener listener, Interruption interruption, JmhWords words) {
        this.distribution = distribution;
        this.listener = listener;
        this.watch = new WorkerWatch(interruption, "its process");
        this.words = words;
    }

    /** How JMH failed on a cell. */
    private record Failure(CellStatus status, String problem) {}

    /**
     * The record with JMH's scores. If JMH fails, the reason says how; a trained cell keeps its status, an untrained
     * one takes the failure's. The record is rewritten in either case.
     *
     * @param trained a record with status ok; its curve is empty if the cell was not trained
     */
    CellRecord run(CellRecord trained, CellSpec spec, Plugins plugins, CellFolder folder) throws IOException {
        Files.deleteIfExists(folder.jmhResult());
        listener.jmhStarted(spec);
        Optional<Failure> failure = measure(spec, plugins, folder);
        CellRecord record = JmhOutcome.withoutProblem(trained);
        try {
            Optional<JmhResultFile> result = JmhResultFile.read(folder.jmhResult());
            if (result.isPresent()) {
                record = record.withJmh(result.get().scores());
            }
        } catch (IOException e) {
            failure = Optional.of(new Failure(CellStatus.FAILED, JmhLog.PREFIX + e.getMessage()));
        }
        if (failure.isPresent()) {
            boolean wasTrained = !trained.curve().isEmpty();
            record = JmhOutcome.withProblem(
                    record,
                    wasTrained ? trained.status() : failure.get().status(),
                    failure.get().problem());
        }
        RecordJson.write(folder.record(), record);
        return record;
    }

    private Optional<Failure> measure(CellSpec spec, Plugins plugins, CellFolder folder) {
        try (WorkerProcess worker = start(spec, plugins, folder)) {
            WorkerWatch.End end = watch.await(worker, spec.measurement().cellTimeoutSeconds(), () -> {});
            if (end.status() == CellStatus.INTERRUPTED) {
                return Optional.of(new Failure(end.status(), JmhLog.PREFIX + end.reason()));
            }
            if (end.status() == CellStatus.CRASHED && worker.exitCode() == 0) {
                return Optional.empty();
            }
            String log = "; see cells/" + spec.id() + "/" + folder.jmhLog().getFileName();
            Optional<String> own = new JmhLog(folder.jmhLog()).problem();
            return Optional.of(
                    own.isPresent() && end.status() == CellStatus.CRASHED
                            ? new Failure(CellStatus.FAILED, own.get() + log)
                            : new Failure(end.status(), JmhLog.PREFIX + end.reason() + log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            WorkerWatch.End end = WorkerWatch.End.byTheUser();
            return Optional.of(new Failure(end.status(), JmhLog.PREFIX + end.reason()));
        } catch (IOException e) {
            return Optional.of(new Failure(
                    CellStatus.FAILED,
                    JmhLog.PREFIX + "its process could not be started or followed: " + e.getMessage()));
        }
    }

    private WorkerProcess start(CellSpec spec, Plugins plugins, CellFolder folder) throws IOException {
        JavaCommand command =
                JavaCommand.jmh(distribution, plugins, spec.device(), spec.worker(), folder.path(), words);
        return WorkerProcess.start(command, folder.jmhLog());
    }
}
