package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays through which pieces of one size pass, and the operations of the forward pass. All operations except the
 * first product are the same for every piece and are created once.
 */
final class ForwardPass implements AutoCloseable {

    /**
     * A hidden layer's arrays for the samples of a piece.
     *
     * @param z the arguments of its activation, later the activation's derivatives, [samples x width]
     * @param withOnes the activation's values and columns of ones: the input of the next layer's products
     */
    record Hidden(INDArray z, INDArray withOnes) {}

    private final Network network;
    private final List<Hidden> hidden = new ArrayList<>();
    private final INDArray prediction;

    /** From the first layer's arguments to the prediction. */
    private final Program behindFirstProduct = new Program();

    ForwardPass(Network network, NativeArrays arrays, int samples) {
        this.network = network;
        NativeLayout layout = network.layout();
        Activations activations = new Activations(network, arrays, samples);
        prediction = arrays.zeros(samples, layout.width(layout.hiddenLayers()));
        for (int l = 0; l < layout.hiddenLayers(); l++) {
            INDArray z = arrays.zeros(samples, layout.width(l));
            INDArray h = arrays.withOnes(
                    samples, layout.width(l), layout.layer(l + 1).ones());
            hidden.add(new Hidden(z, h));
            if (l > 0) {
                appendTerms(behindFirstProduct, l, hidden(l - 1).withOnes(), z);
            }
            activations.append(behindFirstProduct, l, z, h);
        }
        int last = layout.hiddenLayers();
        appendTerms(behindFirstProduct, last, hidden(last - 1).withOnes(), prediction);
    }

    /** The arrays of a hidden layer, counted from 0. */
    Hidden hidden(int layer) {
        return hidden.get(layer);
    }

    /** The network's output, [samples x outputs]. */
    INDArray prediction() {
        return prediction;
    }

    /** Appends the operations from a piece's inputs, with a column of ones, to the prediction. */
    void append(Program program, INDArray inputs) {
        appendTerms(program, 0, inputs, hidden(0).z());
        program.add(behindFirstProduct);
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

    @Override
    public void close() {
        behindFirstProduct.close();
    }
}
