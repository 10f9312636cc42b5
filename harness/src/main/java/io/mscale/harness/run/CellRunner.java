package io.mscale.harness.run;

import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.EventTail;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.Whereabouts;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Trains one cell in a worker and waits for it. There is always a record afterwards: the worker's own, or one made from
 * the events it logged.
 */
final class CellRunner {

    private final Distribution distribution;
    private final ConsoleProgress progress;
    private final WorkerWatch watch;

    CellRunner(Distribution distribution, ConsoleProgress progress, Interruption interruption) {
        this.distribution = distribution;
        this.progress = progress;
        this.watch = new WorkerWatch(interruption, "the worker");
    }

    CellRecord run(CellSpec spec, Plugins plugins, CellFolder folder) throws IOException {
        // Remove what an earlier attempt at this cell left behind.
        Files.deleteIfExists(folder.record());
        Files.deleteIfExists(folder.events());
        Files.deleteIfExists(folder.prediction());
        Files.deleteIfExists(folder.picture());
        Files.deleteIfExists(folder.jmhResult());
        Files.deleteIfExists(folder.jmhLog());
        CellHistory history = new CellHistory(spec);
        EventTail tail = new EventTail(folder.events());
        WorkerWatch.End end = watch.run(
                spec,
                () -> JavaCommand.worker(distribution, plugins, spec, folder.path()),
                folder.log(),
                () -> follow(spec, tail, history));
        if (Files.exists(folder.record())) {
            return RecordJson.readCell(folder.record());
        }
        String whereabouts = Whereabouts.in(folder.log(), end.status());
        CellRecord record = history.toRecord(
                end.status(), end.reason() + stepsTaken(spec, history) + whereabouts + log(end.status(), spec));
        RecordJson.write(folder.record(), record);
        return record;
    }

    private void follow(CellSpec spec, EventTail tail, CellHistory history) throws IOException {
        for (WorkerEvent event : tail.poll()) {
            history.add(event);
            progress.event(spec, event);
        }
    }

    private static String stepsTaken(CellSpec spec, CellHistory history) {
        return " after " + history.steps() + " of " + spec.training().steps() + " steps";
    }

    private static String log(CellStatus status, CellSpec spec) {
        return status == CellStatus.INTERRUPTED ? "" : "; see cells/" + spec.id() + "/worker.log";
    }
}
