package io.mscale.backend.simd;

import io.mscale.api.network.NetworkSpec;
import java.util.List;

/**
 * The network's parameters, and what the passes read in place of some of them:
 *
 * <pre>
 * first     [omega K .* W_0^T; omega b_0]     so that the first layer's argument is one product with [x; 1]
 * forward   omega W^T, omega b                by rows for the forward pass; omega for hidden layers only
 * </pre>
 *
 * <p>Whoever changes parameters refreshes these.
 */
final class Parameters<A> {

    private static final int WIDTH = Panels.WIDTH;

    private final NetworkSpec network;
    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final A values;
    private final A first;
    private final A forward;
    private final int[] scaleIndices;
    private final double[] fixedScales;

    Parameters(NetworkSpec network, PanelLayout layout, Kernels<A> kernels) {
        this.network = network;
        this.layout = layout;
        this.kernels = kernels;
        values = kernels.zeros(layout.size());
        first = kernels.zeros(layout.firstSize());
        forward = kernels.zeros(layout.forwardSize());
        fixedScales = network.scalePerNeuron();
        scaleIndices = new int[fixedScales.length];
        int neuron = 0;
        List<Integer> sizes = network.scaleBlockSizes();
        for (int scale = 0; scale < sizes.size(); scale++) {
            for (int i = 0; i < sizes.get(scale); i++) {
                scaleIndices[neuron] = scale;
                neuron++;
            }
        }
    }

    /** All parameters, in the order of the {@link PanelLayout}; padding is 0. */
    A values() {
        return values;
    }

    /** The first layer as it is computed, in the order of the {@link PanelLayout}. */
    A first() {
        return first;
    }

    /** The other layers' weights and biases for the forward pass; see {@link PanelBlock#forward}. */
    A forward() {
        return forward;
    }

    /** Sets all parameters from the flat layout. */
    void load(double[] flat) {
        kernels.fill(values, 0, layout.size(), 0);
        for (int i = 0; i < flat.length; i++) {
            kernels.set(values, layout.position(i), flat[i]);
        }
        refreshFirst();
        for (int l = 0; l < layout.layers().size(); l++) {
            for (PanelBlock block : layout.layers().get(l).blocks()) {
                for (int p = 0; p < block.panels().size(); p++) {
                    refreshPanel(l, block, p);
                }
                refreshBias(l, block);
            }
        }
    }

    /** Writes all parameters in the flat layout. */
    void store(double[] flat) {
        for (int i = 0; i < flat.length; i++) {
            flat[i] = kernels.get(values, layout.position(i));
        }
    }

    /** Which scale a neuron of the first layer has, counted from 0. */
    int scaleIndex(int neuron) {
        return scaleIndices[neuron];
    }

    /** The scale of a neuron of the first layer, as it is now. */
    double scale(int neuron) {
        return layout.scales() < 0 ? fixedScales[neuron] : kernels.get(values, layout.scales() + scaleIndices[neuron]);
    }

    /** After a change of the first layer's weights, biases or scales. */
    void refreshFirst() {
        double omega = network.omega();
        int bias = network.inputs() * WIDTH;
        for (PanelBlock block : layout.layers().get(0).blocks()) {
            for (Panel panel : block.panels()) {
                for (int c = 0; c < panel.size(); c++) {
                    double factor = omega * scale(panel.neurons()[c]);
                    int column = panel.first() + c;
                    for (int i = column; i < column + bias; i += WIDTH) {
                        kernels.set(first, i, factor * kernels.get(values, i));
                    }
                    kernels.set(first, column + bias, omega * kernels.get(values, column + bias));
                }
            }
        }
    }

    /** After a change of a panel of weights. */
    void refreshPanel(int l, PanelBlock block, int p) {
        Panel panel = block.panels().get(p);
        kernels.transpose(
                values,
                panel.weights(),
                block.outputs(),
                panel.size(),
                forward,
                block.forward(p),
                block.rows(),
                factor(l));
    }

    /** After a change of a block's bias. */
    void refreshBias(int l, PanelBlock block) {
        for (int o = 0; o < block.outputs(); o++) {
            kernels.set(forward, block.forwardBias() + o, factor(l) * kernels.get(values, block.bias() + o));
        }
    }

    private double factor(int l) {
        return l + 1 < layout.layers().size() ? network.omega() : 1;
    }
}
