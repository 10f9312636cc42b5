package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arrays in which pieces of one size pass through the network, and the operations that take a piece forwards. */
final class ForwardPass {

    /**
     * A hidden layer's arrays for the samples of a piece.
     *
     * @param z the arguments of its activation, then the activation's derivatives, [samples x width]
     * @param withOnes the activation's values and columns of ones: what the next layer's products take
     * @param activation from the arguments to the values and the derivatives
     */
    record Hidden(INDArray z, INDArray withOnes, Program activation) {}

    private final Network network;
    private final List<Hidden> hidden = new ArrayList<>();
    private final INDArray prediction;

    ForwardPass(Network network, NativeArrays arrays, int samples) {
        this.network = network;
        NativeLayout layout = network.layout();
        ActivationProgram activations = new ActivationProgram(network, arrays, samples);
        for (int l = 0; l < layout.hiddenLayers(); l++) {
            INDArray z = arrays.zeros(samples, layout.width(l));
            INDArray withOnes = arrays.withOnes(
                    samples, layout.width(l), layout.layer(l + 1).ones());
            hidden.add(new Hidden(z, withOnes, activations.of(l, z, withOnes)));
        }
        prediction = arrays.zeros(samples, layout.width(layout.hiddenLayers()));
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
        for (int l = 0; l < hidden.size(); l++) {
            Hidden layer = hidden(l);
            appendTerms(program, l, input, layer.z());
            program.add(layer.activation());
            input = layer.withOnes();
        }
        appendTerms(program, hidden.size(), input, prediction);
    }

    private void appendTerms(Program program, int l, INDArray withOnes, INDArray z) {
        double factor = network.argumentFactor(l);
        for (Term term : network.layout().layer(l).terms()) {
            program.addProduct(
                    term.read(withOnes),
                    false,
                    network.matrix(l, term),
                    true,
                    term.written(z),
                    factor,
                    term.opensOutput() ? 0 : 1);
        }
    }
}
