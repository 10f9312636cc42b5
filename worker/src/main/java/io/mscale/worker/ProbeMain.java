package io.mscale.worker;

import io.mscale.api.Device;
import io.mscale.api.Probe;
import io.mscale.api.support.FailureText;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.record.run.ProbeAnswer;
import io.mscale.worker.training.Providers;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Probes a device with a backend and writes the {@link Probe} as JSON. Arguments: the backend's id, the device, the
 * number of threads, the file to write.
 */
public final class ProbeMain {

    private ProbeMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        Probe probe;
        try {
            Device device = Device.parse(args[1]);
            int threads = Integer.parseInt(args[2]);
            probe = Providers.backend(args[0]).probe(device, threads);
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            probe = Probe.unavailable(
                    OutOfMemory.behind(e).map(OutOfMemory::inWords).orElseGet(() -> inWords(e)));
        }
        AtomicFile.write(Path.of(args[3]), RecordJson.line(ProbeAnswer.of(probe)));
        watch.exit(0);
    }

    /** A failure that has a message of its own needs no class name in front: "no: licence expired". */
    private static String inWords(Throwable failure) {
        return FailureText.ofLinkage(failure)
                .orElseGet(() -> failure.getMessage() == null ? FailureText.of(failure) : failure.getMessage());
    }
}
