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
 *
 * <p>The rows of dz and h run along the samples, those of dW along the panel's width. Row operations along the width
 * need h transposed first. Where those rows would be short, or each transposed row would be used only a few times,
 * scalar products along the samples are faster, although the JVM does not vectorise them.
 */
final class BlockReturn<M> {

    /** Up to this number of outputs, or this panel width, scalar products are faster. */
    private static final int FEW_OUTPUTS = 4;

    private static final int NARROW = 20;

    private final Arithmetic<M> arithmetic;
    private final Products<M> products;
    private final M[] dz;
    private final Parameters.Block<M> gradient;
    private final List<BlockPass.Panel<M>> panels;
    private final List<M[]> transposed = new ArrayList<>();
    private final List<M[]> inputDerivatives = new ArrayList<>();

    /**
     * Binds a block to its gradient.
     *
     * @param gradient the gradient to add to
     * @param derivatives rows for the derivatives with respect to a panel's input; none to overwrite the input with
     *     them
     * @param buffers rows for h transposed, [samples x width], by width; created here if needed and missing
     */
    BlockReturn(
            BlockPass<M> block,
            Parameters.Block<M> gradient,
            M[] derivatives,
            Map<Integer, M[]> buffers,
            Arithmetic<M> arithmetic,
            Products<M> products) {
        this.arithmetic = arithmetic;
        this.products = products;
        this.gradient = gradient;
        dz = block.output;
        panels = block.panels;
        int samples = arithmetic.length(dz[0]);
        for (BlockPass.Panel<M> panel : panels) {
            int width = panel.input.length;
            transposed.add(
                    dz.length > FEW_OUTPUTS && width > NARROW
                            ? buffers.computeIfAbsent(width, key -> arithmetic.rows(samples, width))
                            : arithmetic.rows(0, 0));
            inputDerivatives.add(derivatives.length == 0 ? panel.input : Arrays.copyOf(derivatives, width));
        }
    }

    void addBiasGradient(int samples) {
        for (int o = 0; o < dz.length; o++) {
            arithmetic.add(gradient.bias(), o, arithmetic.sum(dz[o], samples));
        }
    }

    /**
     * Adds the weights' gradient and replaces the block's inputs, the values of the layer below, by the derivatives
     * with respect to that layer's pre-activations.
     *
     * @param activations turns derivatives by values into derivatives by arguments
     * @param factors what they need of that layer, [its outputs x samples]
     */
    void passThrough(Activations<M> activations, M[] factors) {
        for (int p = 0; p < panels.size(); p++) {
            addWeightGradient(p);
            M[] derivatives = derivativesByInput(p);
            int first = panels.get(p).firstInput;
            for (int k = 0; k < derivatives.length; k++) {
                activations.back(derivatives[k], factors[first + k]);
            }
        }
    }

    /**
     * Adds the weights' gradient and, if the first layer is trained, that layer's gradient, recomputing its values.
     */
    void passToFirstLayer(FirstLayerPass<M> firstLayer, Parameters<M> all, M factors) {
        for (int p = 0; p < panels.size(); p++) {
            int first = panels.get(p).firstInput;
            M[] values = panels.get(p).input;
            if (all.trainsFirstLayer) {
                firstLayer.addGradient(first, values, derivativesByInput(p), factors, all);
            } else {
                firstLayer.compute(first, values);
            }
            addWeightGradient(p);
        }
    }

    private M[] derivativesByInput(int p) {
        M[] derivatives = inputDerivatives.get(p);
        products.setTransposed(panels.get(p).weights, dz, derivatives);
        return derivatives;
    }

    private void addWeightGradient(int p) {
        M[] input = panels.get(p).input;
        M[] sum = gradient.panels().get(p);
        M[] columns = transposed.get(p);
        if (columns.length > 0) {
            arithmetic.transpose(input, columns);
            products.add(dz, columns, sum);
            return;
        }
        for (int o = 0; o < dz.length; o++) {
            for (int k = 0; k < input.length; k++) {
                arithmetic.add(sum[o], k, arithmetic.dot(dz[o], input[k]));
            }
        }
    }
}
