package io.mscale.backend.nd4j;

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
 * <p>dz is stored without its constant factor: 2 / (samples * outputs) at the output, omega at hidden layers.
 * Operations that do not read the piece itself are the same for every piece and are created once.
 */
final class BackwardPass implements AutoCloseable {

    private final Network network;
    private final Parameters gradient;
    private final ForwardPass forward;

    /** From the residuals to dz of the first trained layer, and the gradients of the layers after it. */
    private final Program behindResiduals = new Program();

    /** dz of the first layer; null if the layer is frozen. */
    private final @Nullable INDArray derivatives;

    /**
     * Allocates arrays for pieces of {@code samples} samples.
     *
     * @param gradient accumulates the gradient
     * @param squares accumulates the sums of products of residuals, [outputs x outputs]
     * @param factor converts a residual into the derivative of the loss with respect to the prediction
     */
    BackwardPass(
            Network network, NativeArrays arrays, Parameters gradient, INDArray squares, double factor, int samples) {
        this.network = network;
        this.gradient = gradient;
        forward = new ForwardPass(network, arrays, samples);
        INDArray dz = forward.prediction;
        behindResiduals.addProduct(dz, true, dz, false, squares, 1, 1);
        double constant = factor;
        for (int l = network.layout().hiddenLayers(); l > 0; l--) {
            ForwardPass.Hidden input = forward.hidden.get(l - 1);
            appendGradient(behindResiduals, l, dz, input.withOnes(), constant);
            if (l > network.firstTrained()) {
                INDArray below = arrays.zeros(samples, network.layout().width(l - 1));
                appendInput(behindResiduals, l, dz, below, constant);
                behindResiduals.multiply(below, input.z(), below);
                dz = below;
            }
            constant = network.spec().omega();
        }
        derivatives = network.firstTrained() == 0 ? dz : null;
    }

    /**
     * Appends the operations for a piece.
     *
     * @param inputs with a column of ones, [samples x (inputs + 1)]
     * @param targets [samples x outputs]
     */
    void append(Program program, INDArray inputs, INDArray targets) {
        forward.append(program, inputs);
        program.subtract(forward.prediction, targets, forward.prediction);
        program.add(behindResiduals);
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

    private void appendGradient(Program program, int l, INDArray dz, INDArray withOnes, double constant) {
        for (LayerTerms.Term term : network.layout().layer(l).terms()) {
            INDArray share = term.matrix(gradient.vector());
            program.addProduct(term.written(dz), true, term.read(withOnes), false, share, constant, 1);
        }
    }

    /** Appends the derivatives with respect to the layer's input; each input belongs to exactly one term. */
    private void appendInput(Program program, int l, INDArray dz, INDArray below, double constant) {
        for (LayerTerms.Term term : network.layout().layer(l).terms()) {
            if (term.inputs() > 0) {
                INDArray weights = term.weights(network.parameters().vector());
                program.addProduct(term.written(dz), false, weights, false, term.seen(below), constant, 0);
            }
        }
    }

    @Override
    public void close() {
        behindResiduals.close();
        forward.close();
    }
}
