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
        // DJL_OFFLINE=false in the user's environment wins over this property.
        options.add("-Dai.djl.offline=true");
        options.add("-Dai.djl.pytorch.graph_optimizer=false");
        options.add("-Dai.djl.pytorch.num_threads=" + threads);
        options.add("-Dai.djl.pytorch.num_interop_threads=1");

        Map<String, String> environment = new TreeMap<>();
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("MKL_NUM_THREADS", Integer.toString(threads));
        if (device.kind() == Device.Kind.CPU) {
            // What is timed is the build that comes with the backend, whatever PyTorch the user's environment points
            // at.
            environment.put("PYTORCH_LIBRARY_PATH", "");
        }
        return new WorkerSettings(options, environment);
    }
}
