package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.backend.simd.PanelLayout.Block;
import io.mscale.backend.simd.PanelLayout.Panel;
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

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final Workspace<A> space;
    private final A gradient;
    private final boolean trainsFirstLayer;
    private final double omega;
    private final List<PanelLayout.Layer> layers;
    private double largestInput;

    /**
     * Creates a backward pass.
     *
     * @param gradient the gradient to add to, in the layout of the parameters
     */
    BackwardPass(Parameters<A> parameters, Workspace<A> space, A gradient) {
        this.parameters = parameters;
        this.space = space;
        this.gradient = gradient;
        layout = parameters.layout;
        layers = layout.layers;
        kernels = parameters.kernels;
        trainsFirstLayer = !parameters.network.firstLayer().isFrozen();
        omega = parameters.network.omega();
    }

    /** Adds the gradient of {@code panels} sample panels; dz of the last layer must be in the workspace. */
    void run(int panels) {
        largestInput = space.largestInput(panels);
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (l == 0) {
                space.packSlopes(panels);
            }
            List<Block> blocks = layers.get(l).blocks();
            for (int b = 0; b < blocks.size(); b++) {
                Block block = blocks.get(b);
                int stride = layers.get(l).rows() * WIDTH;
                int slopes = space.zFrom(l, 0) + block.firstOutput() * WIDTH;
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
    private void addHidden(int l, Block block, Panel panel, int panels) {
        int stride = layers.get(l).rows() * WIDTH;
        int first = space.zFrom(l, 0) + block.firstOutput() * WIDTH;
        int outputs = block.outputs();
        A slopes = space.z.get(l);
        A below = space.z.get(l - 1);
        A w = parameters.values;
        for (int s = 0; s < panels; s++) {
            int h = space.hFrom(s);
            int size = panel.size * WIDTH;
            int from = space.zFrom(l - 1, s);
            kernels.gatherRows(below, from, panel.neurons, space.h, h);
            kernels.product(w, panel.weights, slopes, s * stride + first, space.g, h, panel.size, WIDTH, outputs);
            activate(panel, h, size, kernels.largest(space.h, h, size));
            kernels.scatterRows(space.g, h, below, from, panel.neurons);
        }
        kernels.addTransposedProduct(
                slopes, first, stride, space.h, space.hFrom(0), panels, gradient, panel.weights, outputs, panel.size);
    }

    /** One panel of neurons of the first layer, for {@code count} sample panels. */
    private void addFirst(Block block, Panel panel, int from, int count) {
        int firstRows = layout.firstRows;
        int inputs = layout.augmentedInputs;
        int outputs = block.outputs();
        double bound = parameters.firstBound(panel, largestInput);
        A w = parameters.values;
        for (int s = 0; s < count; s++) {
            int h = space.hFrom(s);
            int x = space.xFrom(from + s);
            kernels.product(space.x, x, parameters.first, panel.first, space.h, h, WIDTH, WIDTH, inputs);
            if (!trainsFirstLayer) {
                kernels.activate(panel.activation, space.h, null, h, Workspace.PANEL, bound);
                continue;
            }
            int z = space.zFrom(0, from + s) + block.firstOutput() * WIDTH;
            kernels.product(space.z.get(0), z, w, panel.weights, space.g, h, WIDTH, panel.size, outputs);
            activate(panel, h, Workspace.PANEL, bound);
        }
        int inner = count * WIDTH;
        int first = space.hFrom(0);
        int slopes = space.slopesFrom(block, from);
        kernels.addPackedProduct(
                space.slopes,
                slopes,
                space.slopesTile,
                space.h,
                first,
                gradient,
                panel.weights,
                outputs,
                panel.size,
                inner);
        if (trainsFirstLayer) {
            int samples = space.xFrom(from);
            kernels.addProduct(
                    space.samples,
                    samples,
                    firstRows,
                    space.g,
                    first,
                    gradient,
                    panel.first,
                    inputs,
                    panel.size,
                    inner);
        }
    }

    private void activate(Panel panel, int from, int count, double bound) {
        kernels.activate(panel.activation, space.h, space.g, from, count, bound);
        if (omega != 1) {
            kernels.scale(space.g, from, count, omega);
        }
    }
}
