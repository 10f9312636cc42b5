package io.mscale.worker;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.external.ExternalBackend;
import io.mscale.worker.external.ExternalTraining;
import io.mscale.worker.log.EventLog;
import io.mscale.worker.log.WallClock;
import io.mscale.worker.training.CellTraining;
import io.mscale.worker.training.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains one cell. The first argument is the cell's folder, which holds {@code spec.json}; {@code events.jsonl},
 * {@code prediction.csv} and {@code cell.json} are written there. A second argument is the folder of an external worker that
 * trains the cell in place of a backend on the class path. Exit code 0 means that {@code cell.json} was written, whatever
 * the status in it.
 */
public final class WorkerMain {

    private WorkerMain() {}

    /** See the class. */
    public static void main(String[] args) throws IOException {
        ParentWatch.start();
        CellFolder folder = new CellFolder(Path.of(args[0]));
        CellSpec spec = RecordJson.readSpec(folder.spec());
        CellHistory history = new CellHistory(spec);
        Outcome outcome;
        try (EventLog log = new EventLog(folder.events(), history, WallClock.sinceLaunch())) {
            if (args.length > 1) {
                ExternalTraining.Ended ended =
                        new ExternalTraining(spec, folder, ExternalBackend.in(Path.of(args[1])), log).run();
                log.relay(ExternalTraining.lastEvent(ended));
                outcome = ended.outcome();
            } else {
                log.started();
                outcome = CellTraining.run(spec, folder, log);
                log.finished(outcome.status(), outcome.reason(), outcome.accuracy(), outcome.peakDeviceBytes());
            }
        }
        RecordJson.write(folder.record(), history.toRecord(outcome.status(), outcome.reason()));
        // Native thread pools of a backend may hold the JVM: everything is written, so end it here.
        System.exit(0);
    }
}
