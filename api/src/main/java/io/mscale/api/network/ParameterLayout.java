package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a network's parameters lie in one flat array: layer by layer from the input, first the weights W_l row-major
 * [outputs x inputs], then the biases b_l [outputs].
 *
 * @param layers the layers in order
 * @param size the number of parameters in all
 */
public record ParameterLayout(List<Layer> layers, int size) {

    /**
     * One layer's place.
     *
     * @param inputs columns of W
     * @param outputs rows of W and length of b
     * @param weightOffset index of W[0, 0] in the flat array
     * @param biasOffset index of b[0] in the flat array
     */
    public record Layer(int inputs, int outputs, int weightOffset, int biasOffset) {

        /** The number of weights, {@code inputs * outputs}. */
        public int weights() {
            return inputs * outputs;
        }
    }

    public ParameterLayout {
        layers = List.copyOf(layers);
    }

    /** The layout of a network. */
    public static ParameterLayout of(NetworkSpec network) {
        List<Integer> widths = network.layerWidths();
        List<Layer> layers = new ArrayList<>();
        int offset = 0;
        for (int l = 0; l + 1 < widths.size(); l++) {
            Layer layer =
                    new Layer(widths.get(l), widths.get(l + 1), offset, offset + widths.get(l) * widths.get(l + 1));
            layers.add(layer);
            offset = layer.biasOffset() + layer.outputs();
        }
        return new ParameterLayout(layers, offset);
    }
}
