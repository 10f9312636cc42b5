package io.mscale.backend.nd4j;

import io.mscale.api.network.ActivationRun;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies activations to hidden layers block by block, since an activation consists of tens of operations. */
final class Activations {

    /** Scratch arrays of an {@link ActivationOps.Block}: a, b and c. */
    private static final int SCRATCH = 3;

    private final Network network;
    private final INDArray scratch;

    Activations(Network network, NativeArrays arrays, int samples) {
        this.network = network;
        long largest = 0;
        for (int l = 0; l < network.layout().hiddenLayers(); l++) {
            largest = Math.max(largest, (long) samples * network.layout().width(l));
        }
        scratch = arrays.zeros(Math.min(network.grain().activationValues(), largest), SCRATCH);
    }

    /**
     * Appends the operations that turn a layer's arguments z into values in h and derivatives in z; layers count from
     * 0.
     */
    void append(Program program, int layer, INDArray z, INDArray h) {
        Elementwise ops = new Elementwise(program);
        for (ActivationRun run : network.activations(layer)) {
            ActivationOps activation = ActivationOps.of(run.activation(), network.precision());
            long end = (long) run.to() * z.rows();
            long next = (long) run.from() * z.rows();
            while (next < end) {
                long count = Math.min(scratch.rows(), end - next);
                activation.append(
                        ops,
                        new ActivationOps.Block(
                                NativeArrays.view(z, next, count, 1),
                                NativeArrays.view(h, next, count, 1),
                                scratch(0, count),
                                scratch(1, count),
                                scratch(2, count)));
                next += count;
            }
        }
    }

    private INDArray scratch(int column, long count) {
        return NativeArrays.view(scratch, (long) column * scratch.rows(), count, 1);
    }
}
