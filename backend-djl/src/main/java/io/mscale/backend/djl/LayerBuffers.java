package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What the layers make of one piece of a batch, each [rows x neurons].
 *
 * @param z in front of the activations; the last is the network's output
 * @param h behind the activations of the hidden layers
 * @param g the derivative of the loss with respect to z
 * @param ones a one for each row
 */
record LayerBuffers(List<NDArray> z, List<NDArray> h, List<NDArray> g, NDArray ones) {

    /** Buffers for pieces of {@code rows} samples. */
    static LayerBuffers of(NDManager manager, NetworkSpec network, DataType type, int rows) {
        List<NDArray> z = new ArrayList<>();
        List<NDArray> h = new ArrayList<>();
        List<NDArray> g = new ArrayList<>();
        for (int neurons : network.hiddenWidths()) {
            z.add(manager.zeros(new Shape(rows, neurons), type));
            h.add(manager.zeros(new Shape(rows, neurons), type));
            g.add(manager.zeros(new Shape(rows, neurons), type));
        }
        z.add(manager.zeros(new Shape(rows, network.outputs()), type));
        g.add(manager.zeros(new Shape(rows, network.outputs()), type));
        return new LayerBuffers(z, h, g, manager.ones(new Shape(rows), type));
    }
}
