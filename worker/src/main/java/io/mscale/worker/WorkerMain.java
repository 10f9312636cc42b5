package io.mscale.worker;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.external.Exchange;
import io.mscale.worker.training.CellTraining;
import io.mscale.worker.training.EventLog;
import io.mscale.worker.training.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains one cell. The argument is the cell's folder, which holds {@code spec.json}; {@code events.jsonl},
 * {@code prediction.csv} and {@code cell.json} are written there. Exit code 0 means that {@code cell.json} was written,
 * whatever the status in it.
 */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        CellFolder folder = new CellFolder(Path.of(args[0]));
        CellSpec spec = RecordJson.readSpec(folder.spec());
        CellHistory history = new CellHistory(spec);
        Outcome outcome;
        try (EventLog log = new EventLog(folder.events(), history)) {
            log.write(WorkerEvent.Started::new);
            outcome = CellTraining.run(spec, folder, watch::awaitTurn, log);
            log.write(outcome::finished);
        }
        RecordJson.write(folder.record(), history.toRecord(outcome.status(), outcome.reason()));
        if (outcome.status() == CellStatus.OK) {
            Exchange.tryDelete(folder.exchange());
        }
        // Native thread pools of a backend may keep the JVM alive. Everything is written, so exit here.
        watch.exit(0);
    }
}
