package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.Probe;

/** Probes a device in a JVM of its own and prints what came of it: a line "available ..." or "unavailable ...". */
final class ProbeProgram {

    private ProbeProgram() {}

    /** The program; its argument is the device. */
    public static void main(String[] arguments) {
        Probe probe = new DjlBackend().probe(Device.parse(arguments[0]), 1);
        System.out.println(
                probe instanceof Probe.Available available
                        ? "available " + available.library().version() + ", build "
                                + available.library().build()
                        : "unavailable " + probe.obstacle().orElseThrow());
    }
}
