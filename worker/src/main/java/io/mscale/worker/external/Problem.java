package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Specification of a model with everything derived from it spelled out, so that a program needs no rules of its own.
 *
 * @param threads number of CPU threads that may be kept busy
 * @param precision the format to store and compute in
 */
record Problem(Device device, int threads, Precision precision, Network network, Loss loss, Adam adam) {

    /**
     * The network.
     *
     * @param parameters number of parameters
     * @param scales K, one factor for each neuron of the first layer
     * @param scaleBlocks the first-layer neurons of each scale, in order
     * @param scaleOffset offset of trained scales among the parameters, or -1
     * @param trainable the parameters the optimiser changes
     * @param omega the factor on every activation's argument
     */
    record Network(
            int inputs,
            int outputs,
            int parameters,
            List<Layer> layers,
            List<Double> scales,
            List<Integer> scaleBlocks,
            int scaleOffset,
            List<ParameterLayout.Range> trainable,
            double omega) {}

    /** A layer with its activations; the last layer has none. */
    record Layer(int inputs, int outputs, List<ParameterLayout.Block> blocks, List<ActivationRun> activations) {}

    /** Derives the problem from a model's specification. */
    static Problem of(ModelSpec spec, Device device) {
        NetworkSpec network = spec.network();
        ParameterLayout layout = ParameterLayout.of(network);
        List<Layer> layers = new ArrayList<>();
        for (ParameterLayout.Layer layer : layout.layers()) {
            boolean isLast = layers.size() == layout.layers().size() - 1;
            List<ActivationRun> activations = isLast ? List.of() : network.activationRuns(layers.size());
            layers.add(new Layer(layer.inputs(), layer.outputs(), layer.blocks(), activations));
        }
        return new Problem(
                device,
                spec.threads(),
                spec.precision(),
                new Network(
                        network.inputs(),
                        network.outputs(),
                        layout.size(),
                        layers,
                        Arrays.stream(network.scalePerNeuron()).boxed().toList(),
                        network.scaleBlockSizes(),
                        layout.scaleOffset(),
                        layout.trainable(),
                        network.omega()),
                spec.training().loss(),
                spec.training().adam());
    }
}
