package io.mscale.backend.djl;

import io.mscale.api.network.ParameterLayout.Block;
import java.util.List;

/**
 * The order of the parameters on the device. It is that of the API, except for subnetworks that are computed together:
 * all their weights of a layer come first, then all their biases, so that both are contiguous tensors.
 */
final class ParameterOrder {

    private final List<Branch> branches;

    ParameterOrder(List<Branch> branches) {
        this.branches = branches;
    }

    /** Converts from the API's order to the device's; returns a copy. */
    double[] toDevice(double[] flat) {
        double[] result = flat.clone();
        move((inLayout, onDevice, length) -> System.arraycopy(flat, inLayout, result, onDevice, length));
        return result;
    }

    /** Converts from the device's order to the API's. */
    void toLayout(double[] device, double[] flat) {
        System.arraycopy(device, 0, flat, 0, flat.length);
        move((inLayout, onDevice, length) -> System.arraycopy(device, onDevice, flat, inLayout, length));
    }

    @FunctionalInterface
    private interface Move {
        void of(int inLayout, int onDevice, int length);
    }

    private void move(Move move) {
        for (Branch branch : branches) {
            for (Block block : branch.blocks()) {
                int size = block.weights() + block.outputs();
                int biases = block.weightOffset() + branch.subnets() * block.weights();
                for (int i = 0; i < branch.subnets(); i++) {
                    int start = block.weightOffset() + i * size;
                    move.of(start, block.weightOffset() + i * block.weights(), block.weights());
                    move.of(start + block.weights(), biases + i * block.outputs(), block.outputs());
                }
            }
        }
    }
}
