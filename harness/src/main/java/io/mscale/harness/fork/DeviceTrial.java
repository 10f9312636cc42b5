package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.ProbeAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Probes a device with a backend in a separate process, so that a crashing library cannot take the program down. */
public final class DeviceTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DeviceTrial() {}

    /**
     * The backend's answer, or how its process died.
     *
     * @param found a usable backend
     * @param users the user's settings for workers
     */
    public static Probe run(
            Distribution distribution, FoundBackend found, Device device, int threads, WorkerSettings users) {
        try {
            return attempt(distribution, found, device, threads, users);
        } catch (IOException | IllegalArgumentException e) {
            return Probe.unavailable("it could not be tried: " + e.getMessage());
        }
    }

    private static Probe attempt(
            Distribution distribution, FoundBackend found, Device device, int threads, WorkerSettings users)
            throws IOException {
        WorkerSettings settings =
                found.requireProvider().workerSettings(device, threads).with(users);
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(
                        JavaCommand.probe(
                                distribution,
                                found.folder(),
                                found.id(),
                                device,
                                threads,
                                settings,
                                folder.path(),
                                folder.answer()),
                        folder.log())) {
            if (!worker.hasEndedWithin(PATIENCE)) {
                return Probe.unavailable("the library did not answer within " + PATIENCE.toSeconds() + " s");
            }
            return Files.exists(folder.answer())
                    ? RecordJson.parse(Files.readString(folder.answer()), ProbeAnswer.class)
                            .probe()
                    : Probe.unavailable(
                            "the process died with exit code " + worker.exitCode() + ": " + lastLine(folder.log()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Probe.unavailable("interrupted");
        }
    }

    private static String lastLine(Path log) throws IOException {
        // A crashing library may print in any encoding.
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .reduce("nothing was printed", (before, line) -> line);
    }
}
