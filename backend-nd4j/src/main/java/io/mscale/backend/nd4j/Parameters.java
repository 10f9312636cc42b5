package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One value per parameter (the parameters themselves, a gradient or a moment) in one native vector. Layer l's part is
 * the column-major matrix [W_l b_l], so that a product with inputs behind which a column of ones stands adds the bias.
 */
final class Parameters {

    /**
     * A layer's views.
     *
     * @param withBias [W_l b_l], [outputs x (inputs + 1)]
     * @param weights W_l, [outputs x inputs]
     */
    record Layer(INDArray withBias, INDArray weights) {}

    private final ParameterLayout layout;
    private final INDArray vector;
    private final List<Layer> layers = new ArrayList<>();

    Parameters(ParameterLayout layout, NativeArrays arrays) {
        this.layout = layout;
        vector = arrays.zeros(1, layout.size());
        for (ParameterLayout.Layer blocks : layout.layers()) {
            ParameterLayout.Block layer = blocks.blocks().get(0);
            layers.add(new Layer(
                    NativeArrays.view(vector, layer.weightOffset(), layer.outputs(), layer.inputs() + 1),
                    NativeArrays.view(vector, layer.weightOffset(), layer.outputs(), layer.inputs())));
        }
    }

    ParameterLayout layout() {
        return layout;
    }

    /** All values. */
    INDArray vector() {
        return vector;
    }

    /** The views of a layer, counted from 0. */
    Layer layer(int index) {
        return layers.get(index);
    }

    /** Sets all values from the order of {@link ParameterLayout}. */
    void load(double[] flat) {
        DataBuffer buffer = vector.data();
        for (ParameterLayout.Layer blocks : layout.layers()) {
            ParameterLayout.Block layer = blocks.blocks().get(0);
            for (int o = 0; o < layer.outputs(); o++) {
                for (int i = 0; i < layer.inputs(); i++) {
                    buffer.put(indexOf(layer, o, i), flat[layer.weightOffset() + o * layer.inputs() + i]);
                }
                buffer.put(layer.biasOffset() + o, flat[layer.biasOffset() + o]);
            }
        }
    }

    /** Writes all values in the order of {@link ParameterLayout}. */
    void store(double[] flat) {
        DataBuffer buffer = vector.data();
        for (ParameterLayout.Layer blocks : layout.layers()) {
            ParameterLayout.Block layer = blocks.blocks().get(0);
            for (int o = 0; o < layer.outputs(); o++) {
                for (int i = 0; i < layer.inputs(); i++) {
                    flat[layer.weightOffset() + o * layer.inputs() + i] = buffer.getDouble(indexOf(layer, o, i));
                }
                flat[layer.biasOffset() + o] = buffer.getDouble(layer.biasOffset() + o);
            }
        }
    }

    private static long indexOf(ParameterLayout.Block layer, int output, int input) {
        return layer.weightOffset() + (long) input * layer.outputs() + output;
    }
}
