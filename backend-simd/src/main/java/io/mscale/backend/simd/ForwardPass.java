package io.mscale.backend.simd;

import java.util.List;

/**
 * Forward pass over a block of samples, from x to the pre-activations z of every layer from the second on.
 *
 * <pre>
 *    for 3 panels of neurons (144)              W^T: 144 rows stay in the second-level cache for all samples
 *        for a panel of samples (48)            h: 144 x 48 numbers stay in the first-level cache
 *            h = activation(W_0 x + b_0)        first layer: computed here, never stored
 *            z += W h                           z: [outputs x 48]
 * </pre>
 */
final class ForwardPass<A> {

    private static final int WIDTH = Panels.WIDTH;
    private static final int PANEL = WIDTH * WIDTH;

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final Workspace<A> space;
    private final List<PanelLayer> layers;
    private final int[][][] chunkEnds;
    private double largestInput;

    ForwardPass(PanelLayout layout, Kernels<A> kernels, Parameters<A> parameters, Workspace<A> space) {
        this.layout = layout;
        this.kernels = kernels;
        this.parameters = parameters;
        this.space = space;
        this.layers = layout.layers();
        chunkEnds = layers.stream()
                .map(layer -> layer.blocks().stream().map(PanelBlock::chunkEnds).toArray(int[][]::new))
                .toArray(int[][][]::new);
    }

    /** Computes z of all layers for the {@code panels} sample panels of x in the workspace. */
    void run(int panels) {
        largestInput = space.largestInput(panels);
        for (int l = 0; l < layers.size(); l++) {
            PanelLayer layer = layers.get(l);
            A z = space.z.get(l);
            kernels.fill(z, 0, panels * layer.rows() * WIDTH, 0);
            for (int b = 0; b < layer.blocks().size(); b++) {
                int from = 0;
                for (int to : chunkEnds[l][b]) {
                    addChunk(l, layer.blocks().get(b), from, to, panels);
                    from = to;
                }
            }
        }
    }

    /** Adds the contribution of the panels {@code from} to {@code to - 1} of a block to z. */
    private void addChunk(int l, PanelBlock block, int from, int to, int panels) {
        int rows = layers.get(l).rows();
        int neurons = (to - from - 1) * WIDTH + block.panels().get(to - 1).size();
        A z = space.z.get(l);
        for (int s = 0; s < panels; s++) {
            for (int p = from; p < to; p++) {
                computeInputs(l, block.panels().get(p), s, (p - from) * PANEL);
            }
            int outputs = (s * rows + block.firstOutput()) * WIDTH;
            if (from == 0) {
                kernels.addToRows(parameters.forward(), block.forwardBias(), block.outputs(), z, outputs);
            }
            kernels.addProduct(
                    parameters.forward(),
                    block.forward(from),
                    block.rows(),
                    space.h,
                    0,
                    z,
                    outputs,
                    block.outputs(),
                    WIDTH,
                    neurons);
        }
    }

    /** h of a panel of neurons, [neurons x samples]. */
    private void computeInputs(int l, Panel panel, int s, int offset) {
        int size = panel.size() * WIDTH;
        double bound;
        if (l == 0) {
            kernels.product(
                    parameters.first(),
                    panel.first(),
                    WIDTH,
                    space.x,
                    s * layout.firstRows() * WIDTH,
                    space.h,
                    offset,
                    panel.size(),
                    WIDTH,
                    layout.augmentedInputs());
            bound = parameters.firstBound(panel, largestInput);
        } else {
            int below = s * layers.get(l - 1).rows() * WIDTH;
            kernels.gatherRows(space.z.get(l - 1), below, panel.neurons(), space.h, offset);
            bound = kernels.largest(space.h, offset, size);
        }
        kernels.activate(panel.activation(), space.h, offset, size, bound);
    }
}
