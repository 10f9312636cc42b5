package io.mscale.worker;

import io.mscale.api.Device;
import io.mscale.api.Probe;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.record.run.ProbeAnswer;
import io.mscale.worker.external.ExternalBackend;
import io.mscale.worker.external.ExternalProbe;
import io.mscale.worker.training.Providers;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Tries a device with a backend and writes the {@link Probe} as JSON. Arguments: the backend's id, the device, the number
 * of threads, the file to write, and the folder of the backend if it is an external worker.
 */
public final class ProbeMain {

    private ProbeMain() {}

    /** See the class. */
    public static void main(String[] args) throws IOException {
        ParentWatch.start();
        Probe probe;
        try {
            Device device = Device.parse(args[1]);
            int threads = Integer.parseInt(args[2]);
            probe = args.length > 4
                    ? ExternalProbe.run(ExternalBackend.in(Path.of(args[4])), device, threads)
                    : Providers.backend(args[0]).probe(device, threads);
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            probe = Probe.unavailable(
                    OutOfMemory.behind(e).map(OutOfMemory::inWords).orElse(String.valueOf(e.getMessage())));
        }
        AtomicFile.write(Path.of(args[3]), RecordJson.line(ProbeAnswer.of(probe)));
        System.exit(0);
    }
}
