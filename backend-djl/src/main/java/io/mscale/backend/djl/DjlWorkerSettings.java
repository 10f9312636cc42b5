package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the worker JVM and of libtorch inside it. */
final class DjlWorkerSettings {

    /** The first JDK in which --enable-native-access is final; without it, 24 and later warn about native code. */
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
        // It overrides the property. A download of gigabytes during a probe would be cut off by the probe's time limit.
        environment.put("DJL_OFFLINE", "true");
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("MKL_NUM_THREADS", Integer.toString(threads));
        // DJL's bridge supports one version of PyTorch only, whatever the user's environment names.
        environment.put("PYTORCH_VERSION", "");
        switch (device.kind()) {
            case CPU -> {
                // The build to be timed is the one that comes with the backend.
                environment.put("PYTORCH_LIBRARY_PATH", "");
                environment.put("PYTORCH_FLAVOR", "");
            }
            case GPU ->
                // By default DJL treats libraries in PYTORCH_LIBRARY_PATH as an old build ("cu128-precxx11"), for which
                // it has no bridge.
                environment.put("PYTORCH_FLAVOR", "cu128");
        }
        return new WorkerSettings(options, environment);
    }
}
