package io.mscale.backend.nd4j;

import io.mscale.api.Device;
import io.mscale.api.network.NetworkSpec;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The minimum of samples in a piece, unless the batch is smaller: products with fewer rows are inefficient. */
    static final int SMALLEST = 32;

    /** The maximum number of values of the widest hidden layer in a piece of a batch. */
    final int layerValues;

    /** The number of values that an activation's operations process at a time. */
    final int activationValues;

    private final int evaluatedSamples;

    Grain(int layerValues, int activationValues, int evaluatedSamples) {
        this.layerValues = layerValues;
        this.activationValues = activationValues;
        this.evaluatedSamples = evaluatedSamples;
    }

    static Grain of(Device device) {
        return device.kind() == Device.Kind.CPU ? CPU : GPU;
    }

    /**
     * Returns the sizes of the fewest pieces of a batch that give each thread equally many. All are of the same size
     * except the last. A full-batch step over pieces is mathematically the same as over the whole batch.
     */
    List<Integer> pieces(int samples, NetworkSpec network, int threads) {
        return pieces(samples, network, threads, 1);
    }

    /**
     * As without {@code rows}, the rows of each layer that a sample takes. Each has its own arrays, which operations use one
     * after the other: on a CPU, fewer samples would save less than it costs to multiply matrices of fewer rows.
     */
    List<Integer> pieces(int samples, NetworkSpec network, int threads, int rows) {
        List<Integer> widths = network.layerWidths();
        int width = Collections.max(widths.subList(1, widths.size() - 1));
        int values = this == CPU ? layerValues : layerValues / rows;
        int largest = Math.max(SMALLEST, values / width);
        int perThread = ceilDiv(ceilDiv(samples, threads), largest);
        int size = ceilDiv(samples, threads * perThread);
        return IntStream.range(0, ceilDiv(samples, size))
                .mapToObj(piece -> Math.min(size, samples - piece * size))
                .toList();
    }

    /** The maximum number of a layer's columns in a product whose operands should stay in cache. */
    int columns(int samples) {
        return Math.max(1, activationValues / samples);
    }

    /** The number of points evaluated at a time. */
    int evaluatedSamples(NetworkSpec network) {
        return pieces(evaluatedSamples, network, 1).get(0);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
