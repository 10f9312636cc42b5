package io.mscale.backend.cuda;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A network on the GPU: its parameters, the optimiser's moments, and the kernels' lookup tables. */
final class DeviceNetwork {

    /** The activations in the order of the kernels' codes: the enum ActivationCode of activations.h. */
    private static final List<Activation> CODES = List.of(
            Activation.IDENTITY,
            Activation.RELU,
            Activation.TANH,
            Activation.SIN,
            Activation.COS,
            Activation.SINCOS,
            Activation.SRELU,
            Activation.S2RELU,
            Activation.PHI,
            Activation.PSI,
            Activation.MORLET,
            Activation.MEXHAT,
            Activation.GELU,
            Activation.SIGMOID);

    final NetworkSpec spec;
    final ParameterLayout layout;
    final Arithmetic arithmetic;

    /** All parameters in the flat layout. */
    final DeviceArray parameters;

    final DeviceArray firstMoments;
    final DeviceArray secondMoments;

    /**
     * The first layer with scales and frequency folded in: [omega K .* W_0^T; omega b_0], and a row for the squares that
     * Laplacians need.
     */
    final DeviceArray folded;

    /** The index of each first-layer neuron's scale, counted from 0. */
    final DeviceArray scaleOf;

    /** The index of each scale's first neuron, followed by the number of neurons. */
    final DeviceArray scaleBegins;

    /** The scales; null if they are parameters. */
    final @Nullable DeviceArray fixedScales;

    /** The activation codes of each hidden layer's neurons. */
    final List<DeviceArray> codes = new ArrayList<>();

    /** The positions of each layer's biases, for each block that adds to its outputs. */
    final List<DeviceArray> biases = new ArrayList<>();

    private final DeviceMemory memory;

    DeviceNetwork(NetworkSpec spec, ParameterLayout layout, Arithmetic arithmetic, DeviceMemory memory) {
        this.spec = spec;
        this.layout = layout;
        this.arithmetic = arithmetic;
        this.memory = memory;
        parameters = memory.numbers(layout.size());
        firstMoments = memory.numbers(layout.size());
        secondMoments = memory.numbers(layout.size());
        folded = memory.numbers((spec.inputs() + 2L) * firstNeurons());
        List<Integer> sizes = spec.scaleBlockSizes();
        int[] begins = new int[sizes.size() + 1];
        int[] scales = new int[firstNeurons()];
        for (int i = 0; i < sizes.size(); i++) {
            begins[i + 1] = begins[i] + sizes.get(i);
            Arrays.fill(scales, begins[i], begins[i + 1], i);
        }
        scaleOf = memory.of(scales);
        scaleBegins = memory.of(begins);
        fixedScales = trainsScales() ? null : memory.of(spec.scales().values());
        for (int l = 0; l < layout.layers().size(); l++) {
            biases.add(memory.of(biases(layout.layers().get(l))));
            if (l < spec.hiddenWidths().size()) {
                codes.add(memory.of(codes(l)));
            }
        }
    }

    /** Blocks lie side by side, or each covers all outputs; either way their order is that of the array. */
    private static int[] biases(ParameterLayout.Layer layer) {
        return layer.blocks().stream()
                .flatMapToInt(block -> IntStream.range(block.biasOffset(), block.biasOffset() + block.outputs()))
                .toArray();
    }

    private byte[] codes(int layer) {
        byte[] codes = new byte[layout.layers().get(layer).outputs()];
        for (ActivationRun run : spec.activationRuns(layer)) {
            int code = CODES.indexOf(run.activation());
            if (code < 0) {
                throw new IllegalStateException("the kernels have no code for " + run.activation());
            }
            Arrays.fill(codes, run.from(), run.to(), (byte) code);
        }
        return codes;
    }

    /** The source of the inputs of layer l, l from 1. */
    Arithmetic.Source source(int l) {
        return l == 1 ? arithmetic.ofFirstLayer(spec.firstActivation()) : Arithmetic.Source.STORED;
    }

    int firstNeurons() {
        return spec.hiddenWidths().get(0);
    }

    boolean trainsScales() {
        return layout.scaleOffset() >= 0;
    }

    /** Sets all parameters and clears the optimiser's moments. */
    void write(double[] flat) {
        memory.write(parameters, flat);
        memory.clear(firstMoments);
        memory.clear(secondMoments);
    }

    /** Sets the optimiser's moments. */
    void writeMoments(double[] first, double[] second) {
        memory.write(firstMoments, first);
        memory.write(secondMoments, second);
    }

    /** Copies the optimiser's moments. */
    void readMoments(double[] first, double[] second) {
        memory.read(firstMoments, first);
        memory.read(secondMoments, second);
    }
}
