package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the worker JVM and libtorch inside it are set. */
final class DjlWorkerSettings {

    /** The first JDK that warns of native code in modules that were not allowed it. */
    private static final int RESTRICTS_NATIVE_ACCESS = 22;

    private DjlWorkerSettings() {}

    static WorkerSettings of(Device device, int threads) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx1g"));
        if (Runtime.version().feature() >= RESTRICTS_NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        options.add("-Dai.djl.offline=true");
        options.add("-Dai.djl.pytorch.graph_optimizer=false");
        options.add("-Dai.djl.pytorch.num_threads=" + threads);
        options.add("-Dai.djl.pytorch.num_interop_threads=1");

        Map<String, String> environment = new TreeMap<>();
        environment.put("OPT_OUT_TRACKING", "true");
        // It wins over the property. Gigabytes that come while a device is tried would be cut off with the trial.
        environment.put("DJL_OFFLINE", "true");
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("MKL_NUM_THREADS", Integer.toString(threads));
        // DJL's bridge is for one version of PyTorch, whatever the user's environment names.
        environment.put("PYTORCH_VERSION", "");
        switch (device.kind()) {
            case CPU -> {
                // What is timed is the build that comes with the backend.
                environment.put("PYTORCH_LIBRARY_PATH", "");
                environment.put("PYTORCH_FLAVOR", "");
            }
            case GPU ->
                // Left to itself, DJL takes libraries of PYTORCH_LIBRARY_PATH for an old build ("cu128-precxx11") that
                // it
                // has no bridge for.
                environment.put("PYTORCH_FLAVOR", "cu128");
        }
        return new WorkerSettings(options, environment);
    }
}
