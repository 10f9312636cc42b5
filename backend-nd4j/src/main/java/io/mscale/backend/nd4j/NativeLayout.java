package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a network's parameters in a native vector: layer by layer as in {@link ParameterLayout}, but with
 * column-major matrices, blocks arranged for few products, and neurons ordered for few activations.
 */
final class NativeLayout {

    /** Receives the two positions of a parameter. */
    @FunctionalInterface
    interface Pairing {
        void pair(int flat, long place);
    }

    private final ParameterLayout flat;
    private final List<LayerTerms> layers;

    /** orders[l] is the order of layer l's inputs; the last is that of the outputs. */
    private final List<NeuronOrder> orders = new ArrayList<>();

    NativeLayout(NetworkSpec network, ParameterLayout flat) {
        this.flat = flat;
        layers = flat.layers().stream().map(LayerTerms::of).toList();
        orders.add(NeuronOrder.unchanged(network.inputs(), List.of()));
        for (int l = 0; l < hiddenLayers(); l++) {
            int neurons = flat.layers().get(l).outputs();
            boolean free = layers.get(l).isOneProduct() && layers.get(l + 1).isOneProduct();
            orders.add(
                    free
                            ? NeuronOrder.byActivation(neurons, network.activationRuns(l))
                            : NeuronOrder.unchanged(neurons, network.activationRuns(l)));
        }
        orders.add(NeuronOrder.unchanged(network.outputs(), List.of()));
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

    /** Passes the position of each parameter in the flat array and in the native vector. */
    void forEach(Pairing pairing) {
        for (int l = 0; l < layers.size(); l++) {
            for (LayerTerms.Place place : layers.get(l).places()) {
                forEach(place, orders.get(l), orders.get(l + 1), pairing);
            }
        }
        if (flat.scaleOffset() >= 0) {
            for (int scale = flat.scaleOffset(); scale < flat.size(); scale++) {
                pairing.pair(scale, scale);
            }
        }
    }

    private static void forEach(LayerTerms.Place place, NeuronOrder inputs, NeuronOrder outputs, Pairing pairing) {
        ParameterLayout.Block block = place.block();
        for (int o = 0; o < block.outputs(); o++) {
            int row = outputs.column(block.firstOutput() + o) - block.firstOutput();
            for (int i = 0; i < block.inputs(); i++) {
                long column = inputs.column(block.firstInput() + i);
                pairing.pair(
                        block.weightOffset() + o * block.inputs() + i, place.weights() + column * place.rows() + row);
            }
            pairing.pair(block.biasOffset() + o, place.biases() + row);
        }
    }
}
