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
     * @param z for each row of a sample the arguments of its activation, later the activation's derivatives or whatever else
     *     leads back, [samples x width]
     * @param withOnes for each row the activation's and further columns, of ones for the values, of zeros for others, which
     *     have no biases: the input of the next layer's products
     */
    record Hidden(List<INDArray> z, List<INDArray> withOnes) {}

    private final Network network;
    private final SampleRows rows;
    final List<Hidden> hidden = new ArrayList<>();

    /** For each row of a sample the network's output, [samples x outputs]. */
    final List<INDArray> outputs = new ArrayList<>();

    /** For each tangent the first layer's input, a column of ones among zeros. */
    final List<INDArray> directions = new ArrayList<>();

    /** The work arrays of activations. */
    final INDArray scratch;

    /** From the first layer's arguments to the prediction. */
    private final Program behindFirstProduct = new Program();

    ForwardPass(Network network, NativeArrays arrays, int samples, SampleRows rows) {
        this.network = network;
        this.rows = rows;
        NativeLayout layout = network.layout();
        long largest = IntStream.range(0, layout.hiddenLayers())
                        .mapToLong(layout::width)
                        .max()
                        .orElseThrow()
                * samples;
        int arraysOfBlock = rows.count() == 1 ? ActivationBlock.SCRATCH : TaylorBlock.SCRATCH;
        scratch = arrays.zeros(Math.min(network.grain().activationValues / rows.count(), largest), arraysOfBlock);
        int inputs = network.spec().inputs();
        for (int input = 0; input < rows.tangents(); input++) {
            INDArray direction = arrays.zeros(samples, inputs + 1);
            NativeArrays.columns(direction, input, 1).assign(1);
            directions.add(direction);
        }
        for (int l = 0; l < layout.hiddenLayers(); l++) {
            hidden.add(hidden(arrays, samples, layout.width(l), layout.layer(l + 1)));
            if (l == 0) {
                appendFirstDerivatives();
            } else {
                appendRows(l, hidden.get(l).z());
            }
            appendActivations(l);
        }
        int last = layout.hiddenLayers();
        for (int row = 0; row < rows.count(); row++) {
            outputs.add(arrays.zeros(samples, layout.width(last)));
        }
        appendRows(last, outputs);
    }

    private Hidden hidden(NativeArrays arrays, int samples, int width, LayerTerms next) {
        int ones = next.terms().get(0).ones();
        List<INDArray> z = new ArrayList<>();
        List<INDArray> h = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            z.add(arrays.zeros(samples, width));
            h.add(row == 0 ? arrays.withOnes(samples, width, ones) : arrays.zeros(samples, width + ones));
        }
        return new Hidden(z, h);
    }

    /** The inputs' tangents are the same for all samples, and their Laplacian is 0. */
    private void appendFirstDerivatives() {
        List<INDArray> z = hidden.get(0).z();
        for (int input = 0; input < rows.tangents(); input++) {
            appendTerms(behindFirstProduct, 0, 1 + input, directions.get(input), z.get(1 + input));
        }
        if (rows.hasLaplacian()) {
            behindFirstProduct.set(0, z.get(rows.laplacian()));
        }
    }

    private void appendRows(int l, List<INDArray> z) {
        for (int row = 0; row < rows.count(); row++) {
            appendTerms(behindFirstProduct, l, row, hidden.get(l - 1).withOnes().get(row), z.get(row));
        }
    }

    private void appendActivations(int l) {
        Hidden layer = hidden.get(l);
        if (rows.count() == 1) {
            INDArray z = layer.z().get(0);
            ActivationBlock.appendLayer(
                    behindFirstProduct, network, l, z, layer.withOnes().get(0), scratch);
        } else {
            TaylorBlock.appendLayer(behindFirstProduct, network, l, rows, layer, scratch);
        }
    }

    /** Appends the operations from a piece's inputs, with a column of ones, to the prediction. */
    void append(Program program, INDArray inputs) {
        appendTerms(program, 0, 0, inputs, hidden.get(0).z().get(0));
        program.add(behindFirstProduct);
    }

    private void appendTerms(Program program, int l, int row, INDArray withOnes, INDArray z) {
        double factor = row == 0 ? network.argumentFactor(l) : network.tangentFactor(l);
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
