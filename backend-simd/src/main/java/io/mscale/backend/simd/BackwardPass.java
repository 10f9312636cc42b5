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
    private final CoupledRows<A> coupled;
    private final A gradient;
    private final boolean trainsFirstLayer;
    private final double omega;
    private final List<PanelLayout.Layer> layers;
    private double largestInput;

    /**
     * Creates a backward pass.
     *
     * @param forward the forward pass over the same blocks
     * @param gradient the gradient to add to, in the layout of the parameters
     */
    BackwardPass(Parameters<A> parameters, ForwardPass<A> forward, A gradient) {
        this.parameters = parameters;
        space = forward.space;
        coupled = forward.coupled;
        this.gradient = gradient;
        layout = parameters.layout;
        layers = layout.layers;
        kernels = parameters.kernels;
        trainsFirstLayer = !parameters.network.firstLayer().isFrozen();
        omega = parameters.network.omega();
    }

    /** Adds the gradient of {@code panels} sample panels, all rows counted; dz of the last layer must be in the workspace. */
    void run(int panels) {
        int rows = space.rows();
        // whole samples, at least as many panels as with one row
        int together = (Workspace.STRIDE + rows - 1) / rows * rows;
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
                kernels.addRowSums(
                        space.z.get(l), slopes, rows * stride, panels / rows, block.outputs(), gradient, block.bias());
                for (int p = 0; p < block.panels().size(); p++) {
                    if (l > 0) {
                        addHidden(l, block, block.panels().get(p), panels);
                    } else {
                        for (int s = 0; s < panels; s += together) {
                            addFirst(block, block.panels().get(p), s, Math.min(together, panels - s));
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
        int size = panel.size * WIDTH;
        int rows = space.rows();
        for (int s = 0; s < panels; s += rows) {
            for (int q = s; q < s + rows; q++) {
                int h = space.hFrom(q);
                kernels.gatherRows(below, space.zFrom(l - 1, q), panel.neurons, space.h, h);
                kernels.product(w, panel.weights, slopes, q * stride + first, space.g, h, panel.size, WIDTH, outputs);
            }
            int values = space.hFrom(s);
            activate(panel, values, size, kernels.largest(space.h, values, size));
            for (int q = s; q < s + rows; q++) {
                kernels.scatterRows(space.g, space.hFrom(q), below, space.zFrom(l - 1, q), panel.neurons);
            }
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
        int rows = space.rows();
        for (int s = 0; s < count; s++) {
            int h = space.hFrom(s);
            int x = space.xFrom(from + s);
            kernels.product(space.x, x, parameters.first, panel.first, space.h, h, WIDTH, WIDTH, inputs);
            if (trainsFirstLayer) {
                int z = space.zFrom(0, from + s) + block.firstOutput() * WIDTH;
                kernels.product(space.z.get(0), z, w, panel.weights, space.g, h, WIDTH, panel.size, outputs);
            }
            if ((s + 1) % rows == 0) {
                activateFirst(panel, space.hFrom(s + 1 - rows), bound);
            }
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

    private void activateFirst(Panel panel, int from, double bound) {
        if (trainsFirstLayer) {
            activate(panel, from, Workspace.PANEL, bound);
        } else if (space.rows() == 1) {
            kernels.activate(panel.activation, space.h, null, from, Workspace.PANEL, bound);
        } else {
            coupled.forward(panel.activation, space.h, from, Workspace.PANEL, Workspace.PANEL, bound);
        }
    }

    /** Turns z into h and g into the derivatives by z, for all rows of some samples. */
    private void activate(Panel panel, int from, int count, double bound) {
        if (space.rows() > 1) {
            coupled.backward(panel.activation, space.h, space.g, from, Workspace.PANEL, count, bound);
            return;
        }
        kernels.activate(panel.activation, space.h, space.g, from, count, bound);
        if (omega != 1) {
            kernels.scale(space.g, from, count, omega);
        }
    }
}
