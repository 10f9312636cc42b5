package io.mscale.backend.nd4j;

import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The operations of a piece's forward and backward pass, which add its share to the gradient. Let dz be the loss's
 * derivatives with respect to a layer's pre-activations, [samples x outputs], and h the layer's input with columns of
 * ones. For each of the layer's terms:
 *
 * <pre>
 * [dW db] = dz^T h      dz of the layer before = (dz W) .* activation'
 * </pre>
 *
 * <p>Each row of a sample has its own dz and h; with several rows, {@link TaylorBlock} has the way back through activations.
 * dz is stored without its constant factor: for the squared error, 2 / (samples * outputs) at the output; omega at hidden
 * layers. Operations that do not read the piece itself are the same for every piece and are created once.
 */
final class BackwardPass implements AutoCloseable {

    private final Network network;
    private final Parameters gradient;
    private final ForwardPass forward;
    private final SampleRows rows;
    private final OutputLoss loss;

    /** From dz of the output to dz of the first trained layer, and the gradients of the layers after it. */
    private final Program behindOutput = new Program();

    /** dz of the first layer's values; null if the layer is frozen. */
    private final @Nullable INDArray derivatives;

    /**
     * Allocates arrays for pieces of {@code samples} samples.
     *
     * @param gradient accumulates the gradient
     * @param sums accumulates the loss, as {@link OutputLoss} has it
     * @param factor of the loss's sum over the samples
     */
    BackwardPass(
            Network network,
            NativeArrays arrays,
            Parameters gradient,
            Loss minimised,
            INDArray sums,
            double factor,
            int samples) {
        this.network = network;
        this.gradient = gradient;
        rows = SampleRows.of(minimised, network.spec().inputs());
        forward = new ForwardPass(network, arrays, samples, rows);
        loss = new OutputLoss(minimised, network.spec(), arrays, forward.outputs, sums);
        List<INDArray> dz = forward.outputs;
        double constant = loss.factor * factor;
        for (int l = network.layout().hiddenLayers(); l > 0; l--) {
            ForwardPass.Hidden input = forward.hidden.get(l - 1);
            for (int row = 0; row < rows.count(); row++) {
                appendGradient(l, dz.get(row), input.withOnes().get(row), constant);
            }
            if (l > network.firstTrained()) {
                dz = appendInput(arrays, l, dz, input.z(), constant);
            }
            constant = network.spec().omega();
        }
        derivatives = network.firstTrained() == 0 ? dz.get(0) : null;
        for (int input = 0; derivatives != null && input < rows.tangents(); input++) {
            appendFirstGradient(behindOutput, dz.get(1 + input), forward.directions.get(input));
        }
    }

    /**
     * Appends the operations for a piece.
     *
     * @param inputs with a column of ones, [samples x (inputs + 1)]
     * @param targets [samples x columns]
     */
    void append(Program program, INDArray inputs, INDArray targets) {
        forward.append(program, inputs);
        loss.append(program, targets);
        program.add(behindOutput);
        if (derivatives != null) {
            appendFirstGradient(program, derivatives, inputs);
        }
    }

    /**
     * Appends the gradient of the first layer, which has few inputs: OpenBLAS's AVX-512 kernels do not copy dz into their
     * layout if the product is small, so it is made of small ones.
     */
    private void appendFirstGradient(Program program, INDArray dz, INDArray inputs) {
        LayerTerms.Term term = network.layout().layer(0).terms().get(0);
        int most = network.grain().columns(inputs.rows());
        for (int next = 0; next < term.outputs(); next += most) {
            int count = Math.min(most, term.outputs() - next);
            INDArray share = term.rows(gradient.vector(), next, count);
            INDArray part = NativeArrays.columns(dz, next, count);
            program.addProduct(part, true, inputs, false, share, network.spec().omega(), 1);
        }
    }

    private void appendGradient(int l, INDArray dz, INDArray withOnes, double constant) {
        for (LayerTerms.Term term : network.layout().layer(l).terms()) {
            INDArray share = term.matrix(gradient.vector());
            behindOutput.addProduct(term.written(dz), true, term.read(withOnes), false, share, constant, 1);
        }
    }

    /** Appends dz of the layer before. */
    private List<INDArray> appendInput(
            NativeArrays arrays, int l, List<INDArray> dz, List<INDArray> factors, double constant) {
        List<INDArray> below = new ArrayList<>();
        for (INDArray ofRow : dz) {
            INDArray belowRow = arrays.zeros(ofRow.rows(), network.layout().width(l - 1));
            appendInput(l, ofRow, belowRow, constant);
            below.add(belowRow);
        }
        if (rows.count() == 1) {
            behindOutput.multiply(below.get(0), factors.get(0), below.get(0));
        } else {
            TaylorBlock.appendBack(behindOutput, rows, below, factors, forward.scratch);
        }
        return below;
    }

    /** Appends the derivatives with respect to the layer's input; each input belongs to exactly one term. */
    private void appendInput(int l, INDArray dz, INDArray below, double constant) {
        for (LayerTerms.Term term : network.layout().layer(l).terms()) {
            if (term.inputs() > 0) {
                INDArray weights = term.weights(network.parameters().vector());
                behindOutput.addProduct(term.written(dz), false, weights, false, term.seen(below), constant, 0);
            }
        }
    }

    @Override
    public void close() {
        behindOutput.close();
        forward.close();
    }
}
