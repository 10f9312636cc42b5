package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * One value per parameter (the parameters or a gradient): a flat tensor in the order of {@link ParameterLayout}, and
 * views of its layers that share its memory.
 */
final class FlatParameters {

    private final NDArray flat;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();

    /** Zeros, with their views, that belong to {@code manager}. */
    FlatParameters(NDManager manager, ParameterLayout layout, DataType type) {
        flat = manager.zeros(new Shape(layout.size()), type);
        for (ParameterLayout.Layer blocks : layout.layers()) {
            ParameterLayout.Block layer = blocks.blocks().get(0);
            try (NDArray row = view(layer.weightOffset(), layer.weights())) {
                weights.add(row.reshape(layer.outputs(), layer.inputs()));
            }
            biases.add(view(layer.biasOffset(), layer.outputs()));
        }
    }

    /** All values. */
    NDArray flat() {
        return flat;
    }

    /** W_0, [outputs x inputs]. */
    NDArray firstWeights() {
        return weights.get(0);
    }

    /** b_0. */
    NDArray firstBias() {
        return biases.get(0);
    }

    /** W_1, W_2, ..., each [outputs x inputs]. */
    List<NDArray> denseWeights() {
        return weights.subList(1, weights.size());
    }

    /** b_1, b_2, ... */
    List<NDArray> denseBiases() {
        return biases.subList(1, biases.size());
    }

    /** The very last bias, a tensor of one value. */
    NDArray lastBias() {
        int last = (int) flat.size() - 1;
        return view(last, 1);
    }

    /** NDArray.get copies; this does not. */
    private NDArray view(int offset, int length) {
        return JniUtils.slice((PtNDArray) flat, 0, offset, (long) offset + length, 1);
    }
}
