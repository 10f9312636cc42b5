package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What the layers make of one piece of a batch. In lists, a branch's entries come one after the other.
 *
 * @param z in front of the activations of the hidden layers, each [rows x neurons]
 * @param h behind them
 * @param g the derivative of the loss with respect to z; on the way forward, room for what comes between z and h
 * @param spare more such room, twice, for activations of two parts
 * @param out what each branch adds to the output, [rows x outputs]
 * @param error the output less what it should be, [rows x outputs]
 * @param ones a one for each row; where blocks share their weights, for each row and block
 * @param rows the samples of a piece
 */
record LayerBuffers(
        List<NDArray> z,
        List<NDArray> h,
        List<NDArray> g,
        List<NDArray> spare,
        List<NDArray> out,
        NDArray error,
        NDArray ones,
        int rows) {

    /** Buffers for pieces of {@code rows} samples. */
    static LayerBuffers of(NDManager manager, NetworkSpec network, List<Branch> branches, DataType type, int rows) {
        List<NDArray> z = new ArrayList<>();
        List<NDArray> h = new ArrayList<>();
        List<NDArray> g = new ArrayList<>();
        List<NDArray> out = new ArrayList<>();
        for (Branch branch : branches) {
            for (int width : branch.widths()) {
                List.of(z, h, g).forEach(buffers -> buffers.add(manager.zeros(branch.shape(rows, width), type)));
            }
            out.add(manager.zeros(branch.shape(rows, network.outputs()), type));
        }
        Shape spare = new Shape((long) rows * Activations.widestOfTwoParts(network, branches));
        return new LayerBuffers(
                z,
                h,
                g,
                List.of(manager.zeros(spare, type), manager.zeros(spare, type)),
                out,
                manager.zeros(new Shape(rows, network.outputs()), type),
                manager.ones(new Shape((long) rows * mostRowsOfASample(network)), type),
                rows);
    }

    /** The rows that a sample makes in a product of blocks with the same weights. */
    private static int mostRowsOfASample(NetworkSpec network) {
        return switch (network.structure()) {
            case DENSE, SUBNETS -> 1;
            case SHARED_TRUNK -> network.scales().count();
        };
    }
}
