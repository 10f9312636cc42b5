package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.network.NetworkSpec;
import java.util.Collections;

/** The number of samples that pass through the network at a time. */
final class PieceSize {

    /**
     * Values of the widest layer in one piece: 2.4 MB of float32, so that the three buffers of a step stay in cache.
     */
    private static final int CPU_VALUES = 600_000;

    /** 256 MB of float32 per buffer: enough work for all cores of a GPU in each operation. */
    private static final int GPU_VALUES = 64 << 20;

    /** Fewer rows would make products of very wide layers inefficient, even if they exceed the cache. */
    private static final int FEWEST = 16;

    /** The largest piece of a batch on the CPU, and of points to evaluate on any device; larger ones are not faster. */
    static final int MOST = 1000;

    private PieceSize() {}

    /** Returns the rows per piece for this number of samples. */
    static int rows(NetworkSpec network, Device device, int samples) {
        int widest = Collections.max(network.layerWidths());
        int most =
                switch (device.kind()) {
                    case CPU -> Math.max(FEWEST, Math.min(MOST, CPU_VALUES / widest));
                    case GPU -> Math.max(FEWEST, GPU_VALUES / widest);
                };
        return Math.min(most, samples);
    }
}
