package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.network.NetworkSpec;
import io.mscale.backend.simd.Kernels.Argument;
import io.mscale.backend.simd.PanelLayout.Block;
import io.mscale.backend.simd.PanelLayout.Panel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network's parameters, and the copies of some of them that the passes read instead:
 *
 * <pre>
 * first     [omega K .* W_0^T; omega b_0]     so that the first layer's argument is one product with [x; 1]
 * forward   omega W, omega b                  packed for the forward pass; omega for hidden layers only
 * </pre>
 *
 * <p>Both yield the {@link Argument} of an activation, so they also contain its factor and addend.
 *
 * <p>Code that changes parameters must refresh the copies.
 */
final class Parameters<A> {

    /** Distance of two panels' bounds: 128 bytes, because threads refresh panels at the same time. */
    private static final int BOUNDS_SPACING = 16;

    final NetworkSpec network;
    final PanelLayout layout;
    final Kernels<A> kernels;

    /** All parameters, in the order of the {@link PanelLayout}; padding is 0. */
    final A values;

    /** The first layer's weights and biases for computation, in the order of the {@link PanelLayout}. */
    final A first;

    /** The other layers' weights and biases for the forward pass; see {@link Block#forward}. */
    final A forward;

    /** The index of the scale of each first-layer neuron. */
    final int[] scaleIndices;

    /** For each panel of first-layer neurons the largest |weights|, summed over the inputs, and the largest |bias|. */
    private final double[] firstBounds;

    private final List<Argument> arguments;
    private final double[] fixedScales;

    Parameters(NetworkSpec network, Kernels<A> kernels) {
        this.network = network;
        this.kernels = kernels;
        layout = new PanelLayout(network, kernels.alignedStart(), kernels.tileRows());
        values = kernels.zeros(layout.size());
        first = kernels.zeros(layout.start + layout.firstSize);
        forward = kernels.zeros(layout.forwardSize());
        firstBounds = new double[(layout.firstPanels.size() + 1) * BOUNDS_SPACING];
        int layers = layout.layers.size();
        arguments = IntStream.range(0, layers).mapToObj(this::argument).toList();
        fixedScales = network.scalePerNeuron();
        scaleIndices = network.scaleIndexPerNeuron();
    }

    /**
     * An upper bound of |z| for a panel of first-layer neurons; NaN if one of the panel's parameters is NaN.
     *
     * @param largestInput the largest |x|
     */
    double firstBound(Panel panel, double largestInput) {
        int bounds = boundsOf(panel);
        // slightly more than exact, since the sums are rounded
        return 1.001 * (firstBounds[bounds] * largestInput + firstBounds[bounds + 1]);
    }

    private int boundsOf(Panel firstLayer) {
        return ((firstLayer.first - layout.start) / layout.firstPanelSize() + 1) * BOUNDS_SPACING;
    }

    /** Sets all parameters from the flat layout. */
    void load(double[] flat) {
        load(flat, values);
        refreshFirst();
        for (int l = 0; l < layout.layers.size(); l++) {
            for (Block block : layout.layers.get(l).blocks()) {
                for (int p = 0; p < block.panels().size(); p++) {
                    refreshPanel(l, block, p);
                }
                refreshBias(l, block);
            }
        }
    }

    /** Writes all parameters in the flat layout. */
    void store(double[] flat) {
        store(values, flat);
    }

    /** Sets one value per parameter from the flat layout; padding becomes 0. */
    void load(double[] flat, A panels) {
        kernels.fill(panels, 0, layout.size(), 0);
        for (int i = 0; i < flat.length; i++) {
            kernels.set(panels, layout.position(i), flat[i]);
        }
    }

    /** Writes one value per parameter in the flat layout. */
    void store(A panels, double[] flat) {
        for (int i = 0; i < flat.length; i++) {
            flat[i] = kernels.get(panels, layout.position(i));
        }
    }

    /** The current scale of a first-layer neuron. */
    double scale(int neuron) {
        return layout.scales < 0 ? fixedScales[neuron] : kernels.get(values, layout.scales + scaleIndices[neuron]);
    }

    /** Call after a change of the scales, or of all of the first layer's weights and biases. */
    void refreshFirst() {
        for (int p = 0; p < layout.firstPanels.size(); p++) {
            refreshFirst(layout.firstPanels.get(p));
        }
    }

    /** Call after a change of the weights and biases of a panel of first-layer neurons. */
    void refreshFirst(Panel panel) {
        int bias = network.inputs() * WIDTH;
        Argument argument = kernels.argument(panel.activation);
        double biasFactor = network.omega() * argument.factor();
        for (int c = 0; c < panel.size; c++) {
            double factor = biasFactor * scale(panel.neurons[c]);
            int column = panel.first + c;
            for (int i = column; i < column + bias; i += WIDTH) {
                kernels.set(first, i, factor * kernels.get(values, i));
            }
            double value = biasFactor * kernels.get(values, column + bias) + argument.addend();
            kernels.set(first, column + bias, value);
        }
        double largest = 0;
        for (int i = panel.first; i < panel.first + bias; i += WIDTH) {
            largest += kernels.largest(first, i, WIDTH);
        }
        int bounds = boundsOf(panel);
        firstBounds[bounds] = largest;
        firstBounds[bounds + 1] = kernels.largest(first, panel.first + bias, WIDTH);
    }

    /** Call after a change of a panel of weights. */
    void refreshPanel(int l, Block block, int p) {
        Panel panel = block.panels().get(p);
        int to = block.forward(p);
        kernels.pack(values, panel.weights, block.outputs(), panel.size, forward, to, block.forwardTile(), factor(l));
    }

    /** Call after a change of a block's bias. */
    void refreshBias(int l, Block block) {
        double addend = arguments.get(l).addend();
        for (int o = 0; o < block.outputs(); o++) {
            double bias = factor(l) * kernels.get(values, block.bias() + o);
            kernels.set(forward, block.forwardBias() + o, bias + addend);
        }
    }

    private double factor(int l) {
        double omega = l + 1 < layout.layers.size() ? network.omega() : 1;
        return omega * arguments.get(l).factor();
    }

    /** The argument of the activations of layer l, counted from the second. */
    private Argument argument(int l) {
        if (l + 1 == layout.layers.size()) {
            return Argument.PLAIN;
        }
        List<Argument> forms = network.activationRuns(l + 1).stream()
                .map(run -> kernels.argument(run.activation()))
                .distinct()
                .toList();
        if (forms.size() > 1) {
            throw new IllegalStateException("parts of one activation that take their arguments differently: " + forms);
        }
        return forms.get(0);
    }
}
