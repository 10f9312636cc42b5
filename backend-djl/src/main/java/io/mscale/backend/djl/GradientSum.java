package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.List;

/**
 * The gradient that one thread accumulates. It is 0 before each step.
 *
 * @param parameters the gradient with respect to the parameters, but for those of the first layer
 * @param first for each branch the gradient with respect to the {@link FoldedLayer}, of the same shape
 */
record GradientSum(FlatParameters parameters, List<NDArray> first) {

    static GradientSum zeros(
            NDManager manager, NetworkSpec network, ParameterLayout layout, List<Branch> branches, DataType type) {
        List<NDArray> first = branches.stream()
                .map(branch -> manager.zeros(FoldedLayer.shape(network, branch), type))
                .toList();
        return new GradientSum(new FlatParameters(manager, layout, branches, type), first);
    }
}
