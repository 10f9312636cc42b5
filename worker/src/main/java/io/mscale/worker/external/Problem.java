package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Specification of a model with everything derived from it spelled out, so that a program needs no rules of its own.
 *
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param threads number of CPU threads that may be kept busy
 * @param precision the format to store and compute in
 * @param network the network
 * @param loss the function to minimise
 * @param adam the optimiser
 */
record Problem(String device, int threads, String precision, Network network, String loss, Adam adam) {

    /**
     * The network.
     *
     * @param inputs input dimensions
     * @param outputs output dimensions
     * @param parameters number of parameters
     * @param layers the layers in order
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
    record Layer(int inputs, int outputs, List<ParameterLayout.Block> blocks, List<Run> activations) {}

    /** Neurons {@code from} to {@code to - 1} use the same activation. */
    record Run(String activation, int from, int to) {}

    /** Derives the problem from a model's specification. */
    static Problem of(ModelSpec spec, Device device) {
        NetworkSpec network = spec.network();
        ParameterLayout layout = ParameterLayout.of(network);
        return new Problem(
                device.toString(),
                spec.threads(),
                spec.precision().id(),
                new Network(
                        network.inputs(),
                        network.outputs(),
                        layout.size(),
                        layers(network, layout),
                        Arrays.stream(network.scalePerNeuron()).boxed().toList(),
                        network.scaleBlockSizes(),
                        layout.scaleOffset(),
                        layout.trainable(),
                        network.omega()),
                spec.training().loss().id(),
                spec.training().adam());
    }

    private static List<Layer> layers(NetworkSpec network, ParameterLayout layout) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < layout.layers().size(); l++) {
            ParameterLayout.Layer layer = layout.layers().get(l);
            List<ActivationRun> runs = l < layout.layers().size() - 1 ? network.activationRuns(l) : List.of();
            layers.add(new Layer(
                    layer.inputs(),
                    layer.outputs(),
                    layer.blocks(),
                    runs.stream()
                            .map(run -> new Run(run.activation().id(), run.from(), run.to()))
                            .toList()));
        }
        return layers;
    }
}
