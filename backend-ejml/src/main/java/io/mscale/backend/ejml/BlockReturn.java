package io.mscale.backend.ejml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Backward pass through a block. With dz the loss's derivatives with respect to the block's output and h its input:
 *
 * <pre>
 * dW = dz h^T     db = row sums of dz     derivatives by h = W^T dz
 * </pre>
 */
final class BlockReturn<M> {

    private final Arithmetic<M> arithmetic;
    private final M[] dz;
    private final M biasGradient;
    private final List<BlockPass.Panel<M>> panels;
    private final List<WeightGradient<M>> weightGradients = new ArrayList<>();
    private final List<M[]> inputDerivatives = new ArrayList<>();

    /**
     * Binds a block to its gradient.
     *
     * @param gradient the gradient to add to
     * @param derivatives rows for the derivatives with respect to a panel's input; none to overwrite the input with
     *     them
     * @param buffers see {@link WeightGradient}
     */
    BlockReturn(
            BlockPass<M> block,
            Parameters.Block<M> gradient,
            M[] derivatives,
            Map<Integer, M[]> buffers,
            Arithmetic<M> arithmetic) {
        this.arithmetic = arithmetic;
        dz = block.output();
        biasGradient = gradient.bias();
        panels = block.panels();
        for (int p = 0; p < panels.size(); p++) {
            M[] input = panels.get(p).input();
            weightGradients.add(new WeightGradient<>(
                    arithmetic, dz, input, gradient.panels().get(p), buffers));
            inputDerivatives.add(derivatives.length == 0 ? input : Arrays.copyOf(derivatives, input.length));
        }
    }

    void addBiasGradient() {
        for (int o = 0; o < dz.length; o++) {
            arithmetic.add(biasGradient, o, arithmetic.sum(dz[o]));
        }
    }

    /**
     * Adds the weights' gradient and replaces the block's inputs, the values of the layer below, by the derivatives
     * with respect to that layer's pre-activations.
     *
     * @param slopes the derivatives of that layer's activation, [its outputs x samples]
     */
    void passThrough(M[] slopes) {
        for (int p = 0; p < panels.size(); p++) {
            weightGradients.get(p).add();
            M[] derivatives = derivativesByInput(p);
            int first = panels.get(p).firstInput();
            for (int k = 0; k < derivatives.length; k++) {
                arithmetic.multiply(derivatives[k], slopes[first + k]);
            }
        }
    }

    /**
     * Adds the weights' gradient and, if the first layer is trained, that layer's gradient, recomputing its values.
     */
    void passToFirstLayer(FirstLayerPass<M> firstLayer, boolean trained, Parameters<M> gradient, M slope) {
        for (int p = 0; p < panels.size(); p++) {
            int first = panels.get(p).firstInput();
            M[] values = panels.get(p).input();
            if (trained) {
                firstLayer.addGradient(first, values, derivativesByInput(p), slope, gradient);
            } else {
                firstLayer.compute(first, values);
            }
            weightGradients.get(p).add();
        }
    }

    private M[] derivativesByInput(int p) {
        M[] derivatives = inputDerivatives.get(p);
        arithmetic.setTransposedProduct(panels.get(p).weights(), dz, derivatives);
        return derivatives;
    }
}
