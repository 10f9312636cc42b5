package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Loss;
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
    final CoupledRows<A> coupled;
    private double largestInput;

    /**
     * Creates a forward pass.
     *
     * @param panels the maximum number of sample panels of a block, all rows counted
     */
    ForwardPass(Parameters<A> parameters, int panels, Loss loss) {
        this.parameters = parameters;
        kernels = parameters.kernels;
        layout = parameters.layout;
        layers = layout.layers;
        NetworkSpec network = parameters.network;
        int rows = loss.rows(network.inputs());
        int columns = loss.targetColumns(network.inputs(), network.outputs());
        space = new Workspace<>(layout, kernels, panels, rows, columns);
        coupled = new CoupledRows<>(kernels, network.inputs(), rows, network.omega());
    }

    /** Computes z of all layers for the {@code panels} sample panels of x in the workspace, all rows counted. */
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
        int rows = space.rows();
        int weights = block.forward(from);
        int tile = block.forwardTile();
        for (int s = 0; s < panels; s += rows) {
            for (int p = from; p < to; p++) {
                computeInputs(l, block.panels().get(p), s, p - from);
            }
            for (int row = 0; row < rows; row++) {
                int outputs = space.zFrom(l, s + row) + block.firstOutput() * WIDTH;
                if (from == 0 && row == 0) {
                    kernels.addToRows(w, block.forwardBias(), block.outputs(), z, outputs);
                }
                int h = space.hFrom(row * PanelLayout.CHUNK);
                kernels.addPackedProduct(w, weights, tile, space.h, h, z, outputs, block.outputs(), WIDTH, neurons);
            }
        }
    }

    /** h of a panel of neurons, [neurons x samples], for all rows of some samples, the {@code place}-th of a chunk. */
    private void computeInputs(int l, PanelLayout.Panel panel, int s, int place) {
        int rows = space.rows();
        int size = panel.size * WIDTH;
        int values = space.hFrom(place);
        for (int row = 0; row < rows; row++) {
            int to = space.hFrom(row * PanelLayout.CHUNK + place);
            if (l == 0) {
                int x = space.xFrom(s + row);
                int inner = layout.augmentedInputs;
                kernels.product(parameters.first, panel.first, space.x, x, space.h, to, panel.size, WIDTH, inner);
            } else {
                int below = space.zFrom(l - 1, s + row);
                kernels.gatherRows(space.z.get(l - 1), below, panel.neurons, space.h, to);
            }
        }
        double bound = l == 0 ? parameters.firstBound(panel, largestInput) : kernels.largest(space.h, values, size);
        if (rows == 1) {
            kernels.activate(panel.activation, space.h, null, values, size, bound);
        } else {
            int stride = PanelLayout.CHUNK * Workspace.PANEL;
            coupled.forward(panel.activation, space.h, values, stride, size, bound);
        }
    }
}
