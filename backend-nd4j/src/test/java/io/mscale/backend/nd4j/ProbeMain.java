package io.mscale.backend.nd4j;

import io.mscale.api.Device;
import io.mscale.api.Probe;

/** Probes the CPU in a JVM of its own and prints what was found in one line. */
final class ProbeMain {

    static final String AVAILABLE = "available: ";
    static final String UNAVAILABLE = "unavailable: ";

    private ProbeMain() {}

    /** See the class. */
    public static void main(String[] args) {
        Probe probe = new Nd4jBackend().probe(Device.CPU, 1);
        System.out.println(
                probe instanceof Probe.Available available
                        ? AVAILABLE + available.library()
                        : UNAVAILABLE + probe.obstacle().orElseThrow());
        System.exit(0);
    }
}
