package io.mscale.backend.simd;

import io.mscale.api.network.NetworkSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network's parameters, and the copies of some of them that the passes read instead:
 *
 * <pre>
 * first     [omega K .* W_0^T; omega b_0]     so that the first layer's argument is one product with [x; 1]
 * forward   omega W^T, omega b                by rows for the forward pass; omega for hidden layers only
 * </pre>
 *
 * <p>Both yield the {@link Argument} of an activation, so they also contain its factor and addend.
 *
 * <p>Code that changes parameters must refresh the copies.
 */
final class Parameters<A> {

    private static final int WIDTH = Panels.WIDTH;

    private final NetworkSpec network;
    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final A values;
    private final A first;
    private final A forward;
    private final double[] firstWeights;
    private final double[] firstBiases;
    private final List<Argument> arguments;
    private final int[] scaleIndices;
    private final double[] fixedScales;

    Parameters(NetworkSpec network, PanelLayout layout, Kernels<A> kernels) {
        this.network = network;
        this.layout = layout;
        this.kernels = kernels;
        values = kernels.zeros(layout.size());
        first = kernels.zeros(layout.firstSize());
        forward = kernels.zeros(layout.forwardSize());
        firstWeights = new double[layout.firstSize() / layout.firstRows() / WIDTH];
        firstBiases = new double[firstWeights.length];
        arguments = IntStream.range(0, layout.layers().size())
                .mapToObj(this::argument)
                .toList();
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

    /** The first layer's weights and biases for computation, in the order of the {@link PanelLayout}. */
    A first() {
        return first;
    }

    /** The other layers' weights and biases for the forward pass; see {@link PanelBlock#forward}. */
    A forward() {
        return forward;
    }

    /**
     * An upper bound of |z| for a panel of first-layer neurons; NaN if one of the panel's parameters is NaN.
     *
     * @param largestInput the largest |x|
     */
    double firstBound(Panel panel, double largestInput) {
        int index = panel.first() / (layout.firstRows() * WIDTH);
        // slightly more than exact, since the sums are rounded
        return 1.001 * (firstWeights[index] * largestInput + firstBiases[index]);
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

    /** The index of the scale of a first-layer neuron. */
    int scaleIndex(int neuron) {
        return scaleIndices[neuron];
    }

    /** The current scale of a first-layer neuron. */
    double scale(int neuron) {
        return layout.scales() < 0 ? fixedScales[neuron] : kernels.get(values, layout.scales() + scaleIndices[neuron]);
    }

    /** Call after a change of the first layer's weights, biases or scales. */
    void refreshFirst() {
        double omega = network.omega();
        int bias = network.inputs() * WIDTH;
        for (PanelBlock block : layout.layers().get(0).blocks()) {
            for (Panel panel : block.panels()) {
                Argument argument = kernels.argument(panel.activation());
                double biasFactor = omega * argument.factor();
                for (int c = 0; c < panel.size(); c++) {
                    double factor = biasFactor * scale(panel.neurons()[c]);
                    int column = panel.first() + c;
                    for (int i = column; i < column + bias; i += WIDTH) {
                        kernels.set(first, i, factor * kernels.get(values, i));
                    }
                    double addend = argument.addend();
                    kernels.set(first, column + bias, biasFactor * kernels.get(values, column + bias) + addend);
                }
                refreshBounds(panel);
            }
        }
    }

    private void refreshBounds(Panel panel) {
        int index = panel.first() / (layout.firstRows() * WIDTH);
        int bias = panel.first() + network.inputs() * WIDTH;
        firstWeights[index] = 0;
        for (int i = panel.first(); i < bias; i += WIDTH) {
            firstWeights[index] += kernels.largest(first, i, WIDTH);
        }
        firstBiases[index] = kernels.largest(first, bias, WIDTH);
    }

    /** Call after a change of a panel of weights. */
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

    /** Call after a change of a block's bias. */
    void refreshBias(int l, PanelBlock block) {
        for (int o = 0; o < block.outputs(); o++) {
            double bias = factor(l) * kernels.get(values, block.bias() + o);
            kernels.set(
                    forward, block.forwardBias() + o, bias + arguments.get(l).addend());
        }
    }

    private double factor(int l) {
        return (l + 1 < layout.layers().size() ? network.omega() : 1)
                * arguments.get(l).factor();
    }

    /** The argument of the activations of layer l, counted from the second. */
    private Argument argument(int l) {
        if (l + 1 == layout.layers().size()) {
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
