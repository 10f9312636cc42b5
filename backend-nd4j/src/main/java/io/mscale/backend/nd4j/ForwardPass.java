package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    final List<Hidden> hidden = new ArrayList<>();

    /** The network's output, [samples x outputs]. */
    final INDArray prediction;

    /** From the first layer's arguments to the prediction. */
    private final Program behindFirstProduct = new Program();

    ForwardPass(Network network, NativeArrays arrays, int samples) {
        this.network = network;
        NativeLayout layout = network.layout();
        long largest = IntStream.range(0, layout.hiddenLayers())
                        .mapToLong(layout::width)
                        .max()
                        .orElseThrow()
                * samples;
        INDArray scratch = arrays.zeros(Math.min(network.grain().activationValues, largest), ActivationBlock.SCRATCH);
        prediction = arrays.zeros(samples, layout.width(layout.hiddenLayers()));
        for (int l = 0; l < layout.hiddenLayers(); l++) {
            INDArray z = arrays.zeros(samples, layout.width(l));
            int ones = layout.layer(l + 1).terms().get(0).ones();
            INDArray h = arrays.withOnes(samples, layout.width(l), ones);
            hidden.add(new Hidden(z, h));
            if (l > 0) {
                appendTerms(behindFirstProduct, l, hidden.get(l - 1).withOnes(), z);
            }
            ActivationBlock.appendLayer(behindFirstProduct, network, l, z, h, scratch);
        }
        int last = layout.hiddenLayers();
        appendTerms(behindFirstProduct, last, hidden.get(last - 1).withOnes(), prediction);
    }

    /** Appends the operations from a piece's inputs, with a column of ones, to the prediction. */
    void append(Program program, INDArray inputs) {
        appendTerms(program, 0, inputs, hidden.get(0).z());
        program.add(behindFirstProduct);
    }

    private void appendTerms(Program program, int l, INDArray withOnes, INDArray z) {
        double factor = network.argumentFactor(l);
        for (LayerTerms.Term term : network.layout().layer(l).terms()) {
            INDArray matrix = network.matrix(l, term);
            int kept = term.opensOutput() ? 0 : 1;
            program.addProduct(term.read(withOnes), false, matrix, true, term.written(z), factor, kept);
        }
    }

    @Override
    public void close() {
        behindFirstProduct.close();
    }
}
