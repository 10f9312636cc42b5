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

/** Tries a device with a backend in a process of its own, so that a library that crashes takes nothing with it. */
public final class DeviceTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DeviceTrial() {}

    /**
     * What the backend found, or how its process died.
     *
     * @param found a backend that is not broken
     * @param users what the user wants of workers
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
        // A dying library may print in any encoding.
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .reduce("nothing was printed", (before, line) -> line);
    }
}
