package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.api.task.Grid;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.file.GridPicture;
import io.mscale.worker.external.ExternalBackend;
import io.mscale.worker.external.WorkerFailure;
import io.mscale.worker.log.EventLog;
import java.io.IOException;
import java.util.Optional;

/** Trains one cell, from its specification to its outcome. Anything a backend throws becomes an outcome. */
public final class CellTraining {

    private CellTraining() {}

    /** Trains a cell. Events go to {@code log}, files to {@code folder}. */
    public static Outcome run(CellSpec spec, CellFolder folder, EventLog log) {
        try {
            MscaleBackend backend = Providers.backend(spec.backend());
            Optional<String> refusal = backend.capabilities().refusal(spec.modelSpec(), spec.device());
            if (refusal.isPresent()) {
                return Outcome.unsupported("backend '" + spec.backend() + "' " + refusal.get());
            }
            Probe probe = backend.probe(spec.device(), spec.threads());
            if (probe instanceof Probe.Unavailable unavailable) {
                return Outcome.unsupported(unavailable.reason());
            }
            log.library(((Probe.Available) probe).library());
            Optional<String> tooLarge = MemoryNeed.of(spec).refusal();
            if (tooLarge.isPresent()) {
                return Outcome.failed(tooLarge.get());
            }
            return train(spec, backend, folder, log);
        } catch (WorkerFailure e) {
            return new Outcome(e.status(), e.getMessage(), null, null);
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            return Outcome.failed(e);
        }
    }

    private static Outcome train(CellSpec spec, MscaleBackend backend, CellFolder folder, EventLog log)
            throws IOException {
        try (PreparedModel prepared = new PreparedModel(spec, backend)) {
            log.ready();
            // Warm-up comes first: with its few samples the parity check would train the JIT compiler on the wrong
            // loop lengths.
            Warmup.run(prepared, log);
            ParityCheck.run(spec, backend, prepared).ifPresent(log::parity);
            Evaluator evaluator = new Evaluator(prepared.task(), prepared.train(), prepared.test());
            // Only for external programs, which are started anew for each cell; the conformance kit checks backends
            // in Java.
            Optional<NetworkCheck> check =
                    backend instanceof ExternalBackend ? Optional.of(new NetworkCheck(prepared)) : Optional.empty();
            Optional<String> wrong = check.flatMap(NetworkCheck::problemAtStart);
            if (wrong.isPresent()) {
                return Outcome.failed(wrong.get());
            }
            Outcome outcome = new TrainingLoop(spec, prepared.model(), evaluator, log).run();
            if (outcome.status() == CellStatus.OK) {
                wrong = check.flatMap(NetworkCheck::problemAtEnd);
                if (wrong.isPresent()) {
                    return Outcome.failed(wrong.get());
                }
                PredictionFile.write(
                        folder.prediction(),
                        prepared.model().predict(prepared.test().x()),
                        prepared.test(),
                        prepared.task().units());
                writePicture(prepared, folder);
            }
            return outcome.withPeakDeviceBytes(prepared.model().peakDeviceBytes());
        }
    }

    private static void writePicture(PreparedModel prepared, CellFolder folder) throws IOException {
        Optional<Grid> grid = prepared.task().picture();
        if (grid.isEmpty()) {
            return;
        }
        double[] points = grid.get().points();
        double[] prediction = prepared.model().predict(points);
        double[] truth = prepared.task().targets(points);
        GridPicture.of(grid.get(), prepared.task().outputDimension(), truth, prediction)
                .write(folder.picture());
    }
}
