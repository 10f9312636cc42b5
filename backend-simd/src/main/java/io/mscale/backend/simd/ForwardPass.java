package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import java.util.List;

/**
 * One thread's forward pass over a block of samples, from x to the pre-activations z of every layer from the second on.
 *
 * <pre>
 *    for 3 panels of neurons (144)              W: 144 columns stay in the second-level cache for all samples
 *        for a panel of samples (48)            h: 144 x 48 numbers stay in the first-level cache
 *            h = activation(W_0 x + b_0)        first layer: computed here, never stored
 *            z += W h                           z: [outputs x 48]
 * </pre>
 */
final class ForwardPass<A> {

    final Workspace<A> space;
    private final Parameters<A> parameters;
    private final Kernels<A> kernels;
    private final PanelLayout layout;
    private final List<PanelLayout.Layer> layers;
    private double largestInput;

    /**
     * Creates a forward pass.
     *
     * @param panels the maximum number of sample panels of a block
     */
    ForwardPass(Parameters<A> parameters, int panels) {
        this.parameters = parameters;
        kernels = parameters.kernels;
        layout = parameters.layout;
        layers = layout.layers;
        space = new Workspace<>(layout, kernels, panels);
    }

    /** Computes z of all layers for the {@code panels} sample panels of x in the workspace. */
    void run(int panels) {
        largestInput = space.largestInput(panels);
        for (int l = 0; l < layers.size(); l++) {
            PanelLayout.Layer layer = layers.get(l);
            kernels.fill(space.z.get(l), space.zFrom(l, 0), panels * layer.rows() * WIDTH, 0);
            for (int b = 0; b < layer.blocks().size(); b++) {
                PanelLayout.Block block = layer.blocks().get(b);
                int to;
                for (int from = 0; from < block.panels().size(); from = to) {
                    to = block.chunkEnd(from);
                    addChunk(l, block, from, to, panels);
                }
            }
        }
    }

    /** Adds the contribution of the panels {@code from} to {@code to - 1} of a block to z. */
    private void addChunk(int l, PanelLayout.Block block, int from, int to, int panels) {
        int neurons = (to - from - 1) * WIDTH + block.panels().get(to - 1).size;
        A w = parameters.forward;
        A z = space.z.get(l);
        for (int s = 0; s < panels; s++) {
            for (int p = from; p < to; p++) {
                computeInputs(l, block.panels().get(p), s, space.hFrom(p - from));
            }
            int outputs = space.zFrom(l, s) + block.firstOutput() * WIDTH;
            if (from == 0) {
                kernels.addToRows(w, block.forwardBias(), block.outputs(), z, outputs);
            }
            int weights = block.forward(from);
            int tile = block.forwardTile();
            int h = space.hFrom(0);
            kernels.addPackedProduct(w, weights, tile, space.h, h, z, outputs, block.outputs(), WIDTH, neurons);
        }
    }

    /** h of a panel of neurons, [neurons x samples]. */
    private void computeInputs(int l, PanelLayout.Panel panel, int s, int to) {
        int size = panel.size * WIDTH;
        double bound;
        if (l == 0) {
            int x = space.xFrom(s);
            int inner = layout.augmentedInputs;
            kernels.product(parameters.first, panel.first, space.x, x, space.h, to, panel.size, WIDTH, inner);
            bound = parameters.firstBound(panel, largestInput);
        } else {
            int below = space.zFrom(l - 1, s);
            kernels.gatherRows(space.z.get(l - 1), below, panel.neurons, space.h, to);
            bound = kernels.largest(space.h, to, size);
        }
        kernels.activate(panel.activation, space.h, null, to, size, bound);
    }
}
