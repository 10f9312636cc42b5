package io.mscale.backend.simd;

import java.util.List;

/**
 * Backward pass over a block of samples, starting from dz of the last layer and summing up the gradient.
 *
 * <pre>
 *    for a layer, from the last to the third: vectors run over samples
 *        for a panel of neurons (48)
 *            for a panel of samples (48)
 *                h  = activation(z)             [neurons x samples]
 *                g  = W^T dz                    the loss's derivatives by h
 *                g  = g .* activation'(z)       dz of the layer below: takes the place of its z
 *            dW += dz h^T                       a sum over the vectors' elements too
 *    for the second layer: vectors run over neurons, and rows belong to samples
 *        for a panel of neurons (48)            W, dW: [outputs x 48] stay in the second-level cache for all samples
 *            for 3 panels of samples (144)      g, h: 144 x 48 numbers stay near the first-level cache
 *                h  = activation(W_0 x + b_0)   [samples x neurons]: computed again
 *                g  = dz^T W
 *                g  = g .* activation'(z)
 *                dW += dz h
 *                dW_0 += x g
 * </pre>
 *
 * <p>The second layer has nearly all of the work. With its loop order all sums over samples are products in the
 * kernel's fastest form; for the small layers after it, avoiding transposition is cheaper.
 */
final class BackwardPass<A> {

    private static final int WIDTH = Panels.WIDTH;
    private static final int PANEL = WIDTH * WIDTH;

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final Workspace<A> space;
    private final A gradient;
    private final boolean trainsFirstLayer;
    private final double omega;
    private final List<PanelLayer> layers;
    private double largestInput;

    /**
     * Creates a backward pass.
     *
     * @param gradient the gradient to add to, in the layout of the parameters
     * @param trainsFirstLayer whether the first layer's gradient is needed
     * @param omega the factor on every activation's argument
     */
    BackwardPass(
            PanelLayout layout,
            Kernels<A> kernels,
            Parameters<A> parameters,
            Workspace<A> space,
            A gradient,
            boolean trainsFirstLayer,
            double omega) {
        this.layout = layout;
        this.kernels = kernels;
        this.parameters = parameters;
        this.space = space;
        this.gradient = gradient;
        this.trainsFirstLayer = trainsFirstLayer;
        this.omega = omega;
        this.layers = layout.layers();
    }

    /** Adds the gradient of {@code panels} sample panels; dz of the last layer must be in the workspace. */
    void run(int panels) {
        largestInput = space.largestInput(panels);
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (l == 0) {
                space.transposeSlopes(panels);
            }
            List<PanelBlock> blocks = layers.get(l).blocks();
            for (int b = 0; b < blocks.size(); b++) {
                PanelBlock block = blocks.get(b);
                int stride = layers.get(l).rows() * WIDTH;
                int slopes = block.firstOutput() * WIDTH;
                kernels.addRowSums(space.z.get(l), slopes, stride, panels, block.outputs(), gradient, block.bias());
                for (int p = 0; p < block.panels().size(); p++) {
                    if (l > 0) {
                        addHidden(l, block, block.panels().get(p), panels);
                    } else {
                        for (int s = 0; s < panels; s += Workspace.STRIDE) {
                            addFirst(block, block.panels().get(p), s, Math.min(Workspace.STRIDE, panels - s));
                        }
                    }
                }
            }
        }
    }

    /** One panel of neurons of a hidden layer after the first, the input of layer {@code l}. */
    private void addHidden(int l, PanelBlock block, Panel panel, int panels) {
        int stride = layers.get(l).rows() * WIDTH;
        int belowStride = layers.get(l - 1).rows() * WIDTH;
        int size = panel.size() * WIDTH;
        A slopes = space.z.get(l);
        A below = space.z.get(l - 1);
        for (int s = 0; s < panels; s++) {
            int h = s * PANEL;
            kernels.gatherRows(below, s * belowStride, panel.neurons(), space.h, h);
            kernels.product(
                    parameters.values(),
                    panel.weights(),
                    WIDTH,
                    slopes,
                    s * stride + block.firstOutput() * WIDTH,
                    space.g,
                    h,
                    panel.size(),
                    WIDTH,
                    block.outputs());
            kernels.activate(panel.activation(), space.h, space.g, h, size, kernels.largest(space.h, h, size));
            if (omega != 1) {
                kernels.scale(space.g, h, size, omega);
            }
            kernels.scatterRows(space.g, h, below, s * belowStride, panel.neurons());
        }
        kernels.addTransposedProduct(
                slopes,
                block.firstOutput() * WIDTH,
                stride,
                space.h,
                0,
                PANEL,
                panels,
                gradient,
                panel.weights(),
                block.outputs(),
                panel.size());
    }

    /** One panel of neurons of the first layer, for {@code count} sample panels. */
    private void addFirst(PanelBlock block, Panel panel, int from, int count) {
        int rows = layers.get(0).rows();
        double bound = parameters.firstBound(panel, largestInput);
        for (int s = 0; s < count; s++) {
            int h = s * PANEL;
            kernels.product(
                    space.x,
                    (from + s) * layout.firstRows() * WIDTH,
                    WIDTH,
                    parameters.first(),
                    panel.first(),
                    space.h,
                    h,
                    WIDTH,
                    WIDTH,
                    layout.augmentedInputs());
            if (!trainsFirstLayer) {
                kernels.activate(panel.activation(), space.h, h, PANEL, bound);
                continue;
            }
            kernels.product(
                    space.z.get(0),
                    ((from + s) * rows + block.firstOutput()) * WIDTH,
                    WIDTH,
                    parameters.values(),
                    panel.weights(),
                    space.g,
                    h,
                    WIDTH,
                    panel.size(),
                    block.outputs());
            kernels.activate(panel.activation(), space.h, space.g, h, PANEL, bound);
            if (omega != 1) {
                kernels.scale(space.g, h, PANEL, omega);
            }
        }
        kernels.addProduct(
                space.slopes,
                from * WIDTH * rows + block.firstOutput(),
                rows,
                space.h,
                0,
                gradient,
                panel.weights(),
                block.outputs(),
                panel.size(),
                count * WIDTH);
        if (trainsFirstLayer) {
            kernels.addProduct(
                    space.samples,
                    from * WIDTH * layout.firstRows(),
                    layout.firstRows(),
                    space.g,
                    0,
                    gradient,
                    panel.first(),
                    layout.augmentedInputs(),
                    panel.size(),
                    count * WIDTH);
        }
    }
}
