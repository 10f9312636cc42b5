package io.mscale.api.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network that is trained: x in R^inputs, hidden layers, a linear output layer.
 *
 * <pre>
 * z_0 = K .* (W_0 x) + b_0      h_1     = firstActivation(omega z_0)    (K does not touch the bias: eq. 1.13)
 * z_l = W_l h_l + b_l           h_(l+1) = activation(omega z_l)         l = 1 .. L-1
 * y   = W_L h_L + b_L
 * </pre>
 *
 * <p>In a structure other than {@link Structure#DENSE}, W_l is made of blocks; {@link ParameterLayout} says of which.
 *
 * @param structure how the layers are joined
 * @param inputs the number of input dimensions d, at least 1
 * @param hiddenWidths the neurons of each hidden layer, first to last; at least one layer
 * @param outputs the number of output dimensions, at least 1
 * @param scales K, spread over the first layer's neurons by {@link Scales#perNeuron}; where the scales are trained, their
 *     initial values
 * @param firstActivation the first hidden layer's activation
 * @param activation the other hidden layers' activation
 * @param firstLayer what is trained of the first layer
 * @param omega a factor on the argument of every activation; 1 but for SIREN (Sitzmann et al., 2020)
 */
public record NetworkSpec(
        Structure structure,
        int inputs,
        List<Integer> hiddenWidths,
        int outputs,
        Scales scales,
        ActivationPattern firstActivation,
        ActivationPattern activation,
        FirstLayer firstLayer,
        double omega) {

    public NetworkSpec {
        hiddenWidths = List.copyOf(hiddenWidths);
        requirePositive("inputs", inputs);
        requirePositive("outputs", outputs);
        if (hiddenWidths.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one hidden layer");
        }
        hiddenWidths.forEach(width -> requirePositive("hidden width", width));
        scales.requireNeurons(hiddenWidths.get(0));
        requireBlocks(structure, hiddenWidths, scales);
        requireFeatures(firstLayer, inputs, hiddenWidths.get(0), scales);
        if (!(omega > 0) || Double.isInfinite(omega)) {
            throw new IllegalArgumentException("omega must be finite and greater than 0, not " + omega);
        }
        requireCountable(structure, inputs, hiddenWidths, outputs, scales.count());
    }

    /** A network whose first layer is trained and whose scales are not. */
    public NetworkSpec(
            Structure structure,
            int inputs,
            List<Integer> hiddenWidths,
            int outputs,
            Scales scales,
            ActivationPattern firstActivation,
            ActivationPattern activation) {
        this(structure, inputs, hiddenWidths, outputs, scales, firstActivation, activation, FirstLayer.TRAINED, 1);
    }

    /** The same network with another first layer. */
    public NetworkSpec withFirstLayer(FirstLayer other) {
        return new NetworkSpec(
                structure, inputs, hiddenWidths, outputs, scales, firstActivation, activation, other, omega);
    }

    /** The same network with other scales. */
    public NetworkSpec withScales(Scales other) {
        return new NetworkSpec(
                structure, inputs, hiddenWidths, outputs, other, firstActivation, activation, firstLayer, omega);
    }

    /** The same network with another factor on the activations' arguments. */
    public NetworkSpec withOmega(double other) {
        return new NetworkSpec(
                structure, inputs, hiddenWidths, outputs, scales, firstActivation, activation, firstLayer, other);
    }

    /** The number of neurons of each layer: inputs, hidden layers with all their blocks, outputs. */
    public List<Integer> layerWidths() {
        List<Integer> widths = new ArrayList<>(List.of(inputs));
        for (int layer = 0; layer < hiddenWidths.size(); layer++) {
            widths.add(blockSizes(layer).stream().mapToInt(Integer::intValue).sum());
        }
        widths.add(outputs);
        return List.copyOf(widths);
    }

    /** The neurons of each block of hidden layer {@code layer}, counted from 0; one block if the layer is dense. */
    List<Integer> blockSizes(int layer) {
        int width = hiddenWidths.get(layer);
        return switch (structure) {
            case DENSE -> List.of(width);
            case SUBNETS -> scales.blockSizes(width);
            case SHARED_TRUNK -> layer == 0 ? scales.blockSizes(width) : Collections.nCopies(scales.count(), width);
        };
    }

    /** The first-layer neurons of each scale, in order of the scales. */
    public List<Integer> scaleBlockSizes() {
        return scales.blockSizes(hiddenWidths.get(0));
    }

    /** The activation of hidden layer {@code layer}, counted from 0, as it was chosen; see {@link #activationRuns}. */
    public ActivationPattern activationOf(int layer) {
        return layer == 0 ? firstActivation : activation;
    }

    /**
     * What each neuron of hidden layer {@code layer}, counted from 0, computes. An {@link Activation} makes one run;
     * {@link AlternatingActivations} take turns within each scale's block of the first layer and each block of the others.
     */
    public List<ActivationRun> activationRuns(int layer) {
        return ActivationRun.of(activationOf(layer), layer == 0 ? scaleBlockSizes() : blockSizes(layer));
    }

    /** K: one factor per first-layer neuron; where the scales are trained, what they start from. */
    public double[] scalePerNeuron() {
        return scales.perNeuron(hiddenWidths.get(0));
    }

    /** The index of the scale of each first-layer neuron. */
    public int[] scaleIndexPerNeuron() {
        List<Integer> sizes = scaleBlockSizes();
        return IntStream.range(0, sizes.size())
                .flatMap(scale -> IntStream.generate(() -> scale).limit(sizes.get(scale)))
                .toArray();
    }

    private static void requireBlocks(Structure structure, List<Integer> widths, Scales scales) {
        if (structure == Structure.SUBNETS) {
            for (int width : widths) {
                if (width < scales.count()) {
                    throw new IllegalArgumentException("scales '" + scales + "' make " + scales.count()
                            + " subnetworks, which need at least as many neurons in every hidden layer, not " + width);
                }
            }
        }
        if (structure == Structure.SHARED_TRUNK && widths.get(0) % scales.count() != 0) {
            throw new IllegalArgumentException("a shared trunk needs blocks of one size: " + widths.get(0)
                    + " first-layer neurons cannot be split evenly over the " + scales.count() + " scales '" + scales
                    + "'");
        }
    }

    private static void requireFeatures(FirstLayer firstLayer, int inputs, int width, Scales scales) {
        if (firstLayer == FirstLayer.GAUSSIAN_FEATURES
                && scales.blockSizes(width).stream().anyMatch(size -> size % 2 != 0)) {
            throw new IllegalArgumentException("features come in pairs of a sine and a cosine: " + width
                    + " first-layer neurons over " + scales.count() + " scales make blocks of odd size");
        }
        if (firstLayer == FirstLayer.OCTAVE_FEATURES && width != 2L * inputs * scales.count()) {
            throw new IllegalArgumentException(scales.count() + " octaves of " + inputs + " inputs make "
                    + 2L * inputs * scales.count() + " first-layer neurons, not " + width);
        }
    }

    /** Parameters are indexed by {@code int}; blocks only make them fewer. */
    private static void requireCountable(
            Structure structure, int inputs, List<Integer> hiddenWidths, int outputs, int scales) {
        long parameters = scales;
        long below = inputs;
        for (int l = 0; l <= hiddenWidths.size(); l++) {
            boolean last = l == hiddenWidths.size();
            long width = last ? outputs : hiddenWidths.get(l);
            parameters += (below + 1) * width;
            below = structure == Structure.SHARED_TRUNK && !last && l > 0 ? width * scales : width;
            if (parameters > Integer.MAX_VALUE || parameters < 0 || below > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "hidden widths " + hiddenWidths + " give more than " + Integer.MAX_VALUE + " parameters");
            }
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
