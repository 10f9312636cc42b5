package io.mscale.backend.nd4j;

import io.mscale.api.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of the worker JVM that ND4J requires. */
final class Settings {

    /** The first JDK that warns about native libraries loaded without --enable-native-access. */
    private static final int NATIVE_ACCESS_IS_ASKED_FOR = 24;

    private Settings() {}

    static WorkerSettings forWorker(int jdk) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx1g");
        options.add("-Dorg.nd4j.log.initialization=false");
        // JavaCPP derives its limits from -Xmx; they would stop a cell that fits into the machine's memory.
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
