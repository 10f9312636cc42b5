package io.mscale.backend.nd4j;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The layout of a network's parameters in a native vector: layer by layer as in {@link ParameterLayout}, but with
 * column-major matrices, blocks arranged for few products, and neurons ordered for few activations.
 */
final class NativeLayout {

    /**
     * The order of a layer's neurons in the native arrays. A layer in which two activations alternate a hundred times
     * would need a hundred small operations instead of one; so where the products allow it, neurons with the same
     * activation are adjacent.
     */
    static final class NeuronOrder {

        /** For each neuron the column that contains its values. */
        final int[] column;

        /** The activations of the columns. */
        final List<ActivationRun> runs = new ArrayList<>();

        /** Creates the network's own order. */
        NeuronOrder(int neurons, List<ActivationRun> runs) {
            column = IntStream.range(0, neurons).toArray();
            this.runs.addAll(runs);
        }

        /** Returns an order grouped by activation, in the order in which the activations first occur. */
        static NeuronOrder byActivation(int neurons, List<ActivationRun> runs) {
            Set<Activation> activations = new LinkedHashSet<>();
            runs.forEach(run -> activations.add(run.activation()));
            NeuronOrder order = new NeuronOrder(neurons, List.of());
            int next = 0;
            for (Activation activation : activations) {
                int from = next;
                for (ActivationRun run : runs) {
                    for (int neuron = run.from(); run.activation() == activation && neuron < run.to(); neuron++) {
                        order.column[neuron] = next++;
                    }
                }
                order.runs.add(new ActivationRun(activation, from, next));
            }
            return order;
        }
    }

    private final ParameterLayout flat;
    private final List<LayerTerms> layers;

    /** orders[l] is the order of layer l's inputs; the last is that of the outputs. */
    private final List<NeuronOrder> orders = new ArrayList<>();

    NativeLayout(NetworkSpec network, ParameterLayout flat) {
        this.flat = flat;
        layers = flat.layers().stream().map(LayerTerms::of).toList();
        orders.add(new NeuronOrder(network.inputs(), List.of()));
        for (int l = 0; l < hiddenLayers(); l++) {
            int neurons = flat.layers().get(l).outputs();
            boolean free = layers.get(l).isOneProduct() && layers.get(l + 1).isOneProduct();
            List<ActivationRun> runs = network.activationRuns(l);
            orders.add(free ? NeuronOrder.byActivation(neurons, runs) : new NeuronOrder(neurons, runs));
        }
        orders.add(new NeuronOrder(network.outputs(), List.of()));
    }

    /** The flat layout that this one permutes. */
    ParameterLayout flat() {
        return flat;
    }

    int hiddenLayers() {
        return layers.size() - 1;
    }

    /** Returns a layer's products; layers count from 0. */
    LayerTerms layer(int index) {
        return layers.get(index);
    }

    /** Returns the order of a layer's outputs. */
    NeuronOrder outputs(int layer) {
        return orders.get(layer + 1);
    }

    /** The number of a layer's outputs. */
    int width(int layer) {
        return flat.layers().get(layer).outputs();
    }

    /** Returns the position in the native vector of each parameter of the flat array. */
    int[] places() {
        int[] places = IntStream.range(0, flat.size()).toArray();
        for (int l = 0; l < layers.size(); l++) {
            for (LayerTerms.Place place : layers.get(l).places()) {
                put(place, orders.get(l), orders.get(l + 1), places);
            }
        }
        return places;
    }

    private static void put(LayerTerms.Place place, NeuronOrder inputs, NeuronOrder outputs, int[] places) {
        ParameterLayout.Block block = place.block();
        for (int o = 0; o < block.outputs(); o++) {
            int row = outputs.column[block.firstOutput() + o] - block.firstOutput();
            for (int i = 0; i < block.inputs(); i++) {
                int column = inputs.column[block.firstInput() + i];
                places[block.weightOffset() + o * block.inputs() + i] = place.weights() + column * place.rows() + row;
            }
            places[block.biasOffset() + o] = place.biases() + row;
        }
    }
}
