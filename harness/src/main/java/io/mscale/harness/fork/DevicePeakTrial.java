package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.GpuPeak;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measures the peak performance of a GPU in a separate process, using a backend that supports it. Nothing depends on
 * the result, so failures only leave it empty.
 */
public final class DevicePeakTrial {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Asked first, because it was written for GPUs. */
    private static final String FIRST = "cuda";

    private DevicePeakTrial() {}

    /**
     * The peak measured by the first backend that succeeds; empty if none does.
     *
     * @param preferred ids of the backends to try before the rest
     * @param users the user's settings for workers
     */
    public static Optional<GpuPeak> run(
            Distribution distribution,
            Backends backends,
            Collection<String> preferred,
            Device device,
            int threads,
            WorkerSettings users) {
        for (FoundBackend backend : candidates(backends, preferred, device)) {
            Optional<GpuPeak> peak = attempt(distribution, backend, device, threads, users);
            if (peak.isPresent()) {
                return peak;
            }
        }
        return Optional.empty();
    }

    /** The backends to try, in order. */
    static List<FoundBackend> candidates(Backends backends, Collection<String> preferred, Device device) {
        return backends.usable().stream()
                .filter(backend -> backend.measuresPeak(device.kind()))
                .sorted(Comparator.comparingInt((FoundBackend backend) ->
                        backend.id().equals(FIRST) ? 0 : preferred.contains(backend.id()) ? 1 : 2))
                .toList();
    }

    private static Optional<GpuPeak> attempt(
            Distribution distribution, FoundBackend found, Device device, int threads, WorkerSettings users) {
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(
                        JavaCommand.devicePeak(
                                distribution,
                                found.folder(),
                                found.id(),
                                device,
                                threads,
                                found.requireProvider()
                                        .workerSettings(device, threads)
                                        .with(users),
                                folder.path(),
                                folder.answer()),
                        folder.log())) {
            return worker.hasEndedWithin(PATIENCE) && Files.exists(folder.answer())
                    ? peak(device, found, RecordJson.parse(Files.readString(folder.answer()), DevicePeak.class))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<GpuPeak> peak(Device device, FoundBackend found, DevicePeak peak) {
        return peak.equals(new DevicePeak(null, null, null))
                ? Optional.empty()
                : Optional.of(GpuPeak.of(device.toString(), found.id(), peak));
    }
}
