package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;

/**
 * The operations that take a piece of a batch forwards and backwards and add its share to the gradient. With dz the
 * loss's derivatives by a layer's pre-activations, [samples x outputs], and h the layer's input with columns of ones, for
 * each of the layer's terms:
 *
 * <pre>
 * [dW db] = dz^T h      dz of the layer before = (dz W) .* activation'
 * </pre>
 *
 * <p>dz is kept without the constant factor that it has: 2 / (samples * outputs) at the output, omega at hidden layers.
 */
final class BackwardPass {

    private final Network network;
    private final Parameters gradient;
    private final INDArray squares;
    private final ForwardPass forward;

    /** dz of the hidden layers that are trained, the last one's first. */
    private final List<INDArray> derivatives = new ArrayList<>();

    /**
     * Arrays for pieces of {@code samples} samples.
     *
     * @param squares receives the sums of products of residuals, [outputs x outputs]
     */
    BackwardPass(Network network, NativeArrays arrays, Parameters gradient, INDArray squares, int samples) {
        this.network = network;
        this.gradient = gradient;
        this.squares = squares;
        forward = new ForwardPass(network, arrays, samples);
        for (int l = network.layout().hiddenLayers() - 1; l >= network.firstTrained(); l--) {
            derivatives.add(arrays.zeros(samples, network.layout().width(l)));
        }
    }

    /**
     * Appends a piece.
     *
     * @param inputs with a column of ones, [samples x (inputs + 1)]
     * @param targets [samples x outputs]
     * @param factor what a residual is multiplied by to give the loss's derivative by the prediction
     * @param first whether the sums start with this piece
     */
    void append(Program program, INDArray inputs, INDArray targets, double factor, boolean first) {
        forward.append(program, inputs);
        INDArray residual = forward.prediction();
        program.add(new SubOp(residual, targets, residual));
        program.addProduct(residual, true, residual, false, squares, 1, first ? 0 : 1);
        INDArray dz = residual;
        double constant = factor;
        int l = network.layout().hiddenLayers();
        for (INDArray below : derivatives) {
            ForwardPass.Hidden input = forward.hidden(l - 1);
            appendGradient(program, l, dz, input.withOnes(), constant, first);
            appendInput(program, l, dz, below, constant);
            program.add(new MulOp(below, input.z(), below));
            dz = below;
            constant = network.omega();
            l--;
        }
        appendGradient(program, l, dz, l == 0 ? inputs : forward.hidden(l - 1).withOnes(), constant, first);
    }

    private void appendGradient(
            Program program, int l, INDArray dz, INDArray withOnes, double constant, boolean first) {
        for (Term term : network.layout().layer(l).terms()) {
            program.addProduct(
                    term.written(dz),
                    true,
                    term.read(withOnes),
                    false,
                    term.matrix(gradient.vector()),
                    constant,
                    first && term.opensMatrix() ? 0 : 1);
        }
    }

    /** The derivatives by what the layer sees; each of its inputs is seen by one term. */
    private void appendInput(Program program, int l, INDArray dz, INDArray below, double constant) {
        for (Term term : network.layout().layer(l).terms()) {
            if (term.hasWeights()) {
                program.addProduct(
                        term.written(dz),
                        false,
                        term.weights(network.parameters().vector()),
                        false,
                        term.seen(below),
                        constant,
                        0);
            }
        }
    }
}
