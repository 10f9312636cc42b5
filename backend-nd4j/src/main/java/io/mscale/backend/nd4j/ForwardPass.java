package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/** The arrays in which pieces of one size pass through the network, and the operations that take a piece forwards. */
final class ForwardPass {

    /**
     * A hidden layer's arrays for the samples of a piece.
     *
     * @param z the arguments of its activation, then what the derivative needs, [samples x width]
     * @param output the activation's values, [samples x width]
     * @param withOnes the same and a column of ones: what the next layer's product takes
     */
    record Hidden(INDArray z, INDArray output, INDArray withOnes) {}

    private final Network network;
    private final List<Hidden> hidden = new ArrayList<>();
    private final INDArray prediction;
    private final @Nullable PolynomialSine sine;

    ForwardPass(Network network, NativeArrays arrays, int samples) {
        this.network = network;
        for (int width : network.spec().hiddenWidths()) {
            INDArray withOnes = arrays.withColumnOfOnes(samples, width);
            hidden.add(new Hidden(arrays.zeros(samples, width), NativeArrays.columns(withOnes, 0, width), withOnes));
        }
        sine = network.hasPolynomialSine()
                ? new PolynomialSine(
                        arrays, samples * network.spec().hiddenWidths().get(0))
                : null;
        prediction = arrays.zeros(samples, network.spec().outputs());
    }

    /** A hidden layer's arrays, counted from 0. */
    Hidden hidden(int layer) {
        return hidden.get(layer);
    }

    /** The network's output, [samples x outputs]. */
    INDArray prediction() {
        return prediction;
    }

    /** Appends the way from a piece's inputs, with a column of ones, to the prediction. */
    void append(Program program, INDArray inputs) {
        INDArray input = inputs;
        for (int l = 0; l < network.hiddenLayers(); l++) {
            Hidden layer = hidden(l);
            program.addProduct(input, false, network.weights(l), true, layer.z(), 1, 0);
            if (l == 0 && sine != null) {
                sine.forward(program, layer.z(), layer.output());
            } else {
                network.activation(l).forward(program, layer.z(), layer.output());
            }
            input = layer.withOnes();
        }
        program.addProduct(input, false, network.weights(network.hiddenLayers()), true, prediction, 1, 0);
    }

    /** Appends {@code dh = dh .* sigma'(z)} for a hidden layer, counted from 0, that was taken forwards. */
    void appendDerivative(Program program, int l, INDArray dh) {
        Hidden layer = hidden(l);
        if (l == 0 && sine != null) {
            sine.backward(program, layer.z());
            program.add(new MulOp(dh, layer.z(), dh));
        } else {
            network.activation(l).backward(program, layer.z(), layer.output(), dh);
        }
    }
}
