package io.mscale.worker;

import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.MscaleBackend;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.training.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a backend measure a device's peak and writes the {@link DevicePeak} as JSON; writes nothing if the backend
 * cannot. Arguments: the backend's id, the device, the number of threads, the file to write.
 */
public final class DevicePeakMain {

    private DevicePeakMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        try {
            Optional<DevicePeak> peak = measure(args[0], Device.parse(args[1]), Integer.parseInt(args[2]));
            if (peak.isPresent()) {
                AtomicFile.write(Path.of(args[3]), RecordJson.compact(peak.get()));
            }
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            watch.exit(1);
        }
        // Native threads of a backend may keep the JVM alive.
        watch.exit(0);
    }

    private static Optional<DevicePeak> measure(String id, Device device, int threads) {
        MscaleBackend backend = Providers.backend(id);
        return backend.probe(device, threads).isAvailable()
                ? backend.measurePeak(device)
                        .map(peak -> new DevicePeak(
                                orNull(peak.gflops32()),
                                orNull(peak.gflops64()),
                                orNull(peak.copyGigabytesPerSecond())))
                : Optional.empty();
    }

    /** A rate that is not a positive number was not measured. */
    private static @Nullable Double orNull(@Nullable Double rate) {
        return rate != null && Double.isFinite(rate) && rate > 0 ? rate : null;
    }
}
