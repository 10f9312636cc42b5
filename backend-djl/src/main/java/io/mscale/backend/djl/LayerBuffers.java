package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers for one piece of a batch. In lists, the entries of a branch are consecutive.
 *
 * @param z the arguments of the hidden layers' activations, each [rows x neurons]
 * @param h the values of the activations
 * @param g the derivatives of the loss with respect to z; in the forward pass, scratch between z and h
 * @param spare two more scratch buffers, for activations of two parts
 * @param out the contribution of each branch to the output, [rows x outputs]
 * @param error the output minus the target, [rows x outputs]
 * @param ones a one per row; where blocks share their weights, per row and block
 * @param rows the number of samples in a piece
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

    /** Creates buffers for pieces of {@code rows} samples. */
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

    /** Returns the maximum number of rows per sample in a product of blocks that share their weights. */
    private static int mostRowsOfASample(NetworkSpec network) {
        return switch (network.structure()) {
            case DENSE, SUBNETS -> 1;
            case SHARED_TRUNK -> network.scales().count();
        };
    }
}
