package io.mscale.backend.djl;

import io.mscale.api.Device;
import io.mscale.api.network.NetworkSpec;
import java.util.Collections;

/** How many samples go through the network at a time. */
final class PieceSize {

    /** Values of the widest layer in one piece: 2.4 MB of float32, three such buffers stay in the second-level cache. */
    private static final int CPU_VALUES = 600_000;

    /** A GPU wants work for all its cores; 256 MB of float32 per buffer. */
    private static final int GPU_VALUES = 64 << 20;

    private static final int FEWEST = 16;

    /** The largest piece of a batch on the processor; of points to evaluate, anywhere. */
    static final int MOST = 1000;

    private PieceSize() {}

    /** The rows of a piece of so many samples. */
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
