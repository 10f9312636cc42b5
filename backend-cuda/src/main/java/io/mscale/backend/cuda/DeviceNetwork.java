package io.mscale.backend.cuda;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network on the GPU: its parameters, the optimiser's moments, and the kernels' lookup tables. */
final class DeviceNetwork {

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final Arithmetic arithmetic;
    private final DeviceMemory memory;
    private final Source firstSource;
    private final DeviceArray parameters;
    private final DeviceArray firstMoments;
    private final DeviceArray secondMoments;
    private final DeviceArray folded;
    private final DeviceArray scaleOf;
    private final DeviceArray scaleBegins;
    private final @Nullable DeviceArray fixedScales;
    private final List<DeviceArray> codes = new ArrayList<>();
    private final List<DeviceArray> biases = new ArrayList<>();

    DeviceNetwork(NetworkSpec spec, ParameterLayout layout, Arithmetic arithmetic, DeviceMemory memory) {
        this.spec = spec;
        this.layout = layout;
        this.arithmetic = arithmetic;
        this.memory = memory;
        firstSource = Source.ofFirstLayer(spec.firstActivation(), arithmetic);
        parameters = memory.numbers(layout.size());
        firstMoments = memory.numbers(layout.size());
        secondMoments = memory.numbers(layout.size());
        folded = memory.numbers((spec.inputs() + 1L) * firstNeurons());
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
            ParameterLayout.Layer layer = layout.layers().get(l);
            biases.add(memory.of(biases(layer)));
            if (l < layout.layers().size() - 1) {
                codes.add(memory.of(ActivationCodes.ofLayer(spec, l, layer.outputs())));
            }
        }
    }

    /** For each block that adds to a layer's outputs, the position of each output's bias. */
    private static int[] biases(ParameterLayout.Layer layer) {
        int covered =
                layer.blocks().stream().mapToInt(ParameterLayout.Block::outputs).sum();
        int[] biases = new int[covered];
        int next = 0;
        // blocks lie side by side, or each covers all outputs; either way their order is that of the array
        for (ParameterLayout.Block block : layer.blocks()) {
            for (int o = 0; o < block.outputs(); o++) {
                biases[next] = block.biasOffset() + o;
                next++;
            }
        }
        return biases;
    }

    NetworkSpec spec() {
        return spec;
    }

    ParameterLayout layout() {
        return layout;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** The source of the inputs of layer l, l from 1. */
    Source source(int l) {
        return l == 1 ? firstSource : Source.STORED;
    }

    int firstNeurons() {
        return spec.hiddenWidths().get(0);
    }

    boolean trainsScales() {
        return layout.scaleOffset() >= 0;
    }

    /** All parameters in the flat layout. */
    DeviceArray parameters() {
        return parameters;
    }

    DeviceArray firstMoments() {
        return firstMoments;
    }

    DeviceArray secondMoments() {
        return secondMoments;
    }

    /** The first layer with scales and frequency folded in: [omega K .* W_0^T; omega b_0]. */
    DeviceArray folded() {
        return folded;
    }

    /** The index of each first-layer neuron's scale, counted from 0. */
    DeviceArray scaleOf() {
        return scaleOf;
    }

    /** The index of each scale's first neuron, followed by the number of neurons. */
    DeviceArray scaleBegins() {
        return scaleBegins;
    }

    /** The scales; null if they are parameters. */
    @Nullable
    DeviceArray fixedScales() {
        return fixedScales;
    }

    /** The activation codes of hidden layer l's neurons, l counted from 0. */
    DeviceArray codes(int l) {
        return codes.get(l);
    }

    /** The positions of layer l's biases, for each block that adds to its outputs. */
    DeviceArray biases(int l) {
        return biases.get(l);
    }

    /** Sets all parameters and clears the optimiser's moments. */
    void write(double[] flat) {
        memory.write(parameters, flat);
        memory.clear(firstMoments);
        memory.clear(secondMoments);
    }

    /** Converts a number to the model's precision, as a kernel argument. */
    Object number(double value) {
        return arithmetic.number(value);
    }
}
