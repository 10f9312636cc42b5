package io.mscale.record.network;

import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network with everything derived from its specification spelled out, so that a program that evaluates it needs no rules of
 * its own.
 *
 * @param parameters number of parameters
 * @param scales K, one factor for each neuron of the first layer
 * @param scaleBlocks the first-layer neurons of each scale, in order
 * @param scaleOffset offset of trained scales among the parameters, or -1
 * @param trainable the parameters the optimiser changes
 * @param omega the factor on every activation's argument
 */
public record NetworkForm(
        int inputs,
        int outputs,
        int parameters,
        List<Layer> layers,
        List<Double> scales,
        List<Integer> scaleBlocks,
        int scaleOffset,
        List<ParameterLayout.Range> trainable,
        double omega) {

    public NetworkForm {
        layers = List.copyOf(layers);
        scales = List.copyOf(scales);
        scaleBlocks = List.copyOf(scaleBlocks);
        trainable = List.copyOf(trainable);
    }

    /** A layer with its activations; the last layer has none. */
    public record Layer(int inputs, int outputs, List<ParameterLayout.Block> blocks, List<ActivationRun> activations) {

        public Layer {
            blocks = List.copyOf(blocks);
            activations = List.copyOf(activations);
        }
    }

    /** The form of a network. */
    public static NetworkForm of(NetworkSpec network) {
        ParameterLayout layout = ParameterLayout.of(network);
        List<Layer> layers = new ArrayList<>();
        for (ParameterLayout.Layer layer : layout.layers()) {
            boolean isLast = layers.size() == layout.layers().size() - 1;
            List<ActivationRun> activations = isLast ? List.of() : network.activationRuns(layers.size());
            layers.add(new Layer(layer.inputs(), layer.outputs(), layer.blocks(), activations));
        }
        return new NetworkForm(
                network.inputs(),
                network.outputs(),
                layout.size(),
                layers,
                Arrays.stream(network.scalePerNeuron()).boxed().toList(),
                network.scaleBlockSizes(),
                layout.scaleOffset(),
                layout.trainable(),
                network.omega());
    }
}
