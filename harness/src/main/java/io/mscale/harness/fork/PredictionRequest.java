package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.file.NpyArray;
import io.mscale.record.json.RecordJson;
import io.mscale.record.network.PredictionAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A trained network to be evaluated by a backend, in a process of its own.
 *
 * @param cell the cell that keeps the network
 */
public record PredictionRequest(CellFolder cell, Device device, int threads, Precision precision) {

    /** Long enough for millions of points in a slow backend. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    /**
     * Has a backend evaluate it.
     *
     * @param users the user's settings for workers
     * @param x the points as the network takes them, [points x inputs]
     * @return what the network gives, row-major [points x outputs]
     * @throws IOException if the backend could not; the message says why
     */
    public double[] ask(Distribution distribution, FoundBackend found, WorkerSettings users, NpyArray x)
            throws IOException {
        WorkerSettings settings = found.workerSettings(device, threads, users);
        Path folder = Files.createTempDirectory("mscale-predict");
        Path log = folder.resolve("worker.log");
        try {
            x.write(folder.resolve(JavaCommand.POINTS));
            JavaCommand command = JavaCommand.predict(distribution, found, this, settings, folder);
            try (WorkerProcess worker = WorkerProcess.start(command, log)) {
                boolean inTime = worker.hasEndedWithin(PATIENCE);
                String problem = inTime ? problem(folder, log, worker.exitCode()) : "did not answer within two hours";
                if (!problem.isEmpty()) {
                    throw new IOException("backend '" + found.id() + "' " + problem);
                }
            }
            return NpyArray.read(folder.resolve(JavaCommand.PREDICTION)).values();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Trials.delete(folder);
        }
    }

    /** Empty if there is none. */
    private static String problem(Path folder, Path log, int exitCode) throws IOException {
        Path answer = folder.resolve(JavaCommand.ANSWER);
        if (Files.exists(answer)) {
            String problem = RecordJson.parse(Files.readString(answer), PredictionAnswer.class)
                    .problem();
            return problem == null ? "" : problem;
        }
        String printed = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return "died with exit code " + exitCode + ": "
                + Whereabouts.crash(printed).orElseGet(() -> printed.lines().reduce("", (before, line) -> line));
    }
}
