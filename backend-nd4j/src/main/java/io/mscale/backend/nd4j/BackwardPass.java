package io.mscale.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;

/**
 * The operations that take a piece of a batch forwards and backwards and add its share to the gradient. With dz the
 * loss's derivatives by a layer's pre-activations, [samples x outputs], and h the layer's input with a column of ones:
 *
 * <pre>
 * [dW db] = dz^T h      dz of the layer before = (dz W) .* activation'
 * </pre>
 */
final class BackwardPass {

    private final Network network;
    private final Parameters gradient;
    private final INDArray squares;
    private final ForwardPass forward;
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
        for (int width : network.spec().hiddenWidths()) {
            derivatives.add(arrays.zeros(samples, width));
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
        double beta = first ? 0 : 1;
        forward.append(program, inputs);
        INDArray residual = forward.prediction();
        program.add(new SubOp(residual, targets, residual));
        program.addProduct(residual, true, residual, false, squares, 1, beta);
        INDArray dz = residual;
        double alpha = factor;
        for (int l = network.hiddenLayers(); l >= 1; l--) {
            ForwardPass.Hidden input = forward.hidden(l - 1);
            INDArray dh = derivatives.get(l - 1);
            program.addProduct(
                    dz, true, input.withOnes(), false, gradient.layer(l).withBias(), alpha, beta);
            program.addProduct(dz, false, network.parameters().layer(l).weights(), false, dh, alpha, 0);
            forward.appendDerivative(program, l - 1, dh);
            dz = dh;
            alpha = 1;
        }
        program.addProduct(dz, true, inputs, false, gradient.layer(0).withBias(), 1, beta);
    }
}
