package io.mscale.backend.nd4j;

import io.mscale.api.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What ND4J wants of its JVM. */
final class Settings {

    /** The first JDK that warns of native libraries loaded without leave. */
    private static final int NATIVE_ACCESS_IS_ASKED_FOR = 24;

    private Settings() {}

    static WorkerSettings forWorker(int jdk) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx1g");
        options.add("-Dorg.nd4j.log.initialization=false");
        // The limits of JavaCPP follow -Xmx and would stop a cell that the machine has room for.
        options.add("-Dorg.bytedeco.javacpp.maxbytes=0");
        options.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        if (jdk >= NATIVE_ACCESS_IS_ASKED_FOR) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        // The model's own threads share the work; see ThreadTeam.
        return new WorkerSettings(
                options,
                Map.of(
                        "OMP_NUM_THREADS", "1",
                        "OPENBLAS_NUM_THREADS", "1"));
    }
}
