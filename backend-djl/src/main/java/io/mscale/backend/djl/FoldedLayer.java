package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first layer in a form that takes a single product, with scales and frequency folded in: for each branch omega [K
 * W_0, b_0] transposed, [inputs + 1 x neurons], and the way from the gradient with respect to it to that of the parameters.
 */
final class FoldedLayer implements AutoCloseable {

    /** The values of each branch. */
    final List<NDArray> values = new ArrayList<>();

    /** The calls that compute the values from the parameters, in order. */
    private final List<StepScript.Call> fold = new ArrayList<>();

    /**
     * The calls that turn the gradient with respect to the values into that of the parameters, and clear it, in order.
     */
    private final List<StepScript.Call> unfold = new ArrayList<>();

    FoldedLayer(
            NDManager manager,
            StepScript script,
            NetworkSpec network,
            List<Branch> branches,
            FlatParameters parameters,
            GradientSum gradient) {
        double omega = network.omega();
        DataType type = parameters.flat.getDataType();
        double[] scales = network.scalePerNeuron();
        Arrays.setAll(scales, neuron -> omega * scales[neuron]);
        NDArray factors = Tensors.create(manager, scales, new Shape(scales.length), type);
        List<NDArray> ofBranches = Branch.split(factors, branches);
        for (Branch branch : branches) {
            values.add(manager.zeros(shape(network, branch), type));
        }
        List<NDArray> weights = parameters.firstWeights;
        FlatParameters change = gradient.parameters();
        if (network.firstLayer().trainsScales()) {
            NDArray terms = factors.zerosLike();
            List<NDArray> termsOfBranches = Branch.split(terms, branches);
            List<Integer> blocks = network.scaleBlockSizes();
            long[] sizes = blocks.stream().mapToLong(Integer::longValue).toArray();
            NDArray scaleOf = manager.create(scaleOfNeuron(blocks, scales.length));
            fold.add(script.call("spread", factors, parameters.scales(), scaleOf, omega));
            unfold.add(script.call(
                    "scale_gradient",
                    change.scales(),
                    weights,
                    gradient.first(),
                    termsOfBranches,
                    terms,
                    manager.create(sizes),
                    omega));
        }
        fold.add(script.call("fold", values, weights, parameters.firstBiases, ofBranches, omega));
        unfold.add(script.call("unfold", gradient.first(), change.firstWeights, change.firstBiases, ofBranches, omega));
    }

    /** The shape of a branch's values: [inputs + 1 x neurons], after the number of subnetworks if there are several. */
    static Shape shape(NetworkSpec network, Branch branch) {
        return branch.shape(network.inputs() + 1L, branch.widths().get(0));
    }

    /** Must be called after the parameters were changed. */
    void fold() {
        fold.forEach(StepScript.Call::run);
    }

    /** Must be called when the gradient of a batch is complete. */
    void unfold() {
        unfold.forEach(StepScript.Call::run);
    }

    @Override
    public void close() {
        fold.forEach(StepScript.Call::close);
        unfold.forEach(StepScript.Call::close);
    }

    /** Returns the index of each first-layer neuron's scale. */
    private static long[] scaleOfNeuron(List<Integer> sizes, int neurons) {
        long[] scales = new long[neurons];
        int next = 0;
        for (int scale = 0; scale < sizes.size(); scale++) {
            Arrays.fill(scales, next, next + sizes.get(scale), scale);
            next += sizes.get(scale);
        }
        return scales;
    }
}
