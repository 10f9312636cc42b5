package io.mscale.backend.simd;

import java.util.List;

/**
 * Takes a block of samples backwards, from dz of the last layer, and adds up the gradient.
 *
 * <pre>
 *    for a layer, from the last to the second
 *        for a panel of neurons (48)            W, dW: [outputs x 48] stay in the second-level cache for all samples
 *            for 3 panels of samples (144)      g, h: 144 x 48 numbers stay near the first-level cache
 *                g  = dz^T W                    the loss's derivatives by h
 *                h  = activation(z)             z of the first layer: W_0 x + b_0 again; else transposed
 *                g  = g .* activation'(z)       dz of the layer below
 *                dW += dz h
 *                dW_0 += x g, or g is stored as the next layer's dz
 * </pre>
 *
 * <p>Here a row belongs to a sample and vectors run over neurons, so that all sums over the samples are products of the
 * one form that the kernel has.
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

    /**
     * A backward pass.
     *
     * @param gradient is added to, in the layout of the parameters
     * @param trainsFirstLayer whether the first layer's gradient is wanted
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

    /** Adds the gradient of {@code panels} sample panels; dz of the last layer is in the workspace in both forms. */
    void run(int panels) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            List<PanelBlock> blocks = layers.get(l).blocks();
            for (int b = 0; b < blocks.size(); b++) {
                PanelBlock block = blocks.get(b);
                kernels.addColumnSums(
                        space.gradients.get(l),
                        block.firstOutput(),
                        layers.get(l).rows(),
                        panels * WIDTH,
                        block.outputs(),
                        gradient,
                        block.bias());
                for (int p = 0; p < block.panels().size(); p++) {
                    for (int s = 0; s < panels; s += Workspace.STRIDE) {
                        addPanel(l, block, block.panels().get(p), s, Math.min(Workspace.STRIDE, panels - s));
                    }
                }
            }
        }
    }

    /** One panel of neurons under layer {@code l}, for {@code count} sample panels. */
    private void addPanel(int l, PanelBlock block, Panel panel, int from, int count) {
        boolean goesOn = l > 0 || trainsFirstLayer;
        for (int s = 0; s < count; s++) {
            computeArguments(l, panel, from + s, s * PANEL);
            if (goesOn) {
                kernels.product(
                        space.z.get(l),
                        ((from + s) * layers.get(l).rows() + block.firstOutput()) * WIDTH,
                        WIDTH,
                        parameters.values(),
                        panel.weights(),
                        space.g,
                        s * PANEL,
                        WIDTH,
                        panel.size(),
                        block.outputs());
            }
        }
        if (goesOn) {
            kernels.activate(panel.activation(), space.h, space.g, 0, count * PANEL);
            if (omega != 1) {
                kernels.scale(space.g, 0, count * PANEL, omega);
            }
        } else {
            kernels.activate(panel.activation(), space.h, 0, count * PANEL);
        }
        kernels.addProduct(
                space.gradients.get(l),
                from * WIDTH * layers.get(l).rows() + block.firstOutput(),
                layers.get(l).rows(),
                space.h,
                0,
                gradient,
                panel.weights(),
                block.outputs(),
                panel.size(),
                count * WIDTH);
        if (l > 0) {
            storeBelow(l - 1, panel, from, count);
        } else if (trainsFirstLayer) {
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

    /** The activation's arguments, [samples x neurons]. */
    private void computeArguments(int l, Panel panel, int s, int offset) {
        if (l == 0) {
            kernels.product(
                    space.x,
                    s * layout.firstRows() * WIDTH,
                    WIDTH,
                    parameters.first(),
                    panel.first(),
                    space.h,
                    offset,
                    WIDTH,
                    WIDTH,
                    layout.augmentedInputs());
        } else {
            int below = s * layers.get(l - 1).rows() * WIDTH;
            kernels.gatherColumns(space.z.get(l - 1), below, panel.neurons(), space.h, offset);
        }
    }

    /** dz of the layer below takes the place of its z, which is not needed again. */
    private void storeBelow(int below, Panel panel, int from, int count) {
        int rows = layers.get(below).rows();
        for (int s = 0; s < count; s++) {
            int samples = (from + s) * rows * WIDTH;
            kernels.scatterColumns(space.g, s * PANEL, space.z.get(below), samples, panel.neurons());
            kernels.scatterRows(space.g, s * PANEL, space.gradients.get(below), samples, rows, panel.neurons());
        }
    }
}
