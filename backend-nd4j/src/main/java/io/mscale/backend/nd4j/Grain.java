package io.mscale.backend.nd4j;

import io.mscale.api.Device;

/**
 * How much a native operation is given at once: on a processor what stays in a core's second-level cache, on a GPU, where
 * starting an operation costs microseconds, as much as there is memory for.
 */
enum Grain {
    /** Three arrays of the first size, some of the second. */
    CPU(300_000, 32_768, 256),
    /** 256 MB of float32 for each array of the widest layer. */
    GPU(64 << 20, 64 << 20, 4096);

    private final int layerValues;
    private final int activationValues;
    private final int evaluatedSamples;

    Grain(int layerValues, int activationValues, int evaluatedSamples) {
        this.layerValues = layerValues;
        this.activationValues = activationValues;
        this.evaluatedSamples = evaluatedSamples;
    }

    static Grain of(Device device) {
        return switch (device.kind()) {
            case CPU -> CPU;
            case GPU -> GPU;
        };
    }

    /** Values that the widest hidden layer may have in a piece of a batch. */
    int layerValues() {
        return layerValues;
    }

    /** Values that an activation's operations take at a time. */
    int activationValues() {
        return activationValues;
    }

    /** Points that are evaluated at a time, if that many fit in a piece. */
    int evaluatedSamples() {
        return evaluatedSamples;
    }
}
