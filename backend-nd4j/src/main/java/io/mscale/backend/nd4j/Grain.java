package io.mscale.backend.nd4j;

import io.mscale.api.Device;

/**
 * The amount of data per native operation. On a CPU it should stay in cache; on a GPU, where launching an operation
 * takes microseconds, it is limited only by memory.
 */
enum Grain {
    /**
     * Three arrays of 1.2 MB of float32 per thread, and activation scratch of 128 KB each, so that its tens of
     * operations run in cache.
     */
    CPU(300_000, 32_768, 256),
    /** 256 MB of float32 per array of the widest layer. */
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

    /** The maximum number of values of the widest hidden layer in a piece of a batch. */
    int layerValues() {
        return layerValues;
    }

    /** The number of values that an activation's operations process at a time. */
    int activationValues() {
        return activationValues;
    }

    /** The number of points evaluated at a time, if that many fit in a piece. */
    int evaluatedSamples() {
        return evaluatedSamples;
    }
}
