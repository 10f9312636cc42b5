package io.mscale.backend.djl;

import static io.mscale.backend.djl.StepScript.number;
import static io.mscale.backend.djl.StepScript.tensor;
import static io.mscale.backend.djl.StepScript.tensors;

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
 * W_0, b_0] transposed, [inputs + 1 x neurons], and the gradient with respect to it.
 */
final class FoldedLayer implements AutoCloseable {

    private final boolean frozen;
    private final List<NDArray> values = new ArrayList<>();
    private final List<NDArray> gradient = new ArrayList<>();

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
            FlatParameters parameterGradient) {
        frozen = network.firstLayer().isFrozen();
        double omega = network.omega();
        DataType type = parameters.flat().getDataType();
        double[] scales = network.scalePerNeuron();
        NDArray factors = Tensors.create(
                manager, Arrays.stream(scales).map(scale -> omega * scale).toArray(), new Shape(scales.length), type);
        List<NDArray> factorsOfBranches = Branch.split(factors, branches);
        for (Branch branch : branches) {
            Shape shape = branch.shape(network.inputs() + 1L, branch.widths().get(0));
            values.add(manager.zeros(shape, type));
            gradient.add(manager.zeros(shape, type));
        }
        if (network.firstLayer().trainsScales()) {
            NDArray terms = factors.zerosLike();
            fold.add(script.call(
                    "spread",
                    tensor(factors),
                    tensor(parameters.scales()),
                    tensor(manager.create(scaleOfNeuron(network.scaleBlockSizes()))),
                    number(omega)));
            unfold.add(script.call(
                    "scale_gradient",
                    tensor(parameterGradient.scales()),
                    tensors(parameters.firstWeights()),
                    tensors(gradient),
                    tensors(Branch.split(terms, branches)),
                    tensor(terms),
                    tensor(manager.create(network.scaleBlockSizes().stream()
                            .mapToLong(Integer::longValue)
                            .toArray())),
                    number(omega)));
        }
        fold.add(script.call(
                "fold",
                tensors(values),
                tensors(parameters.firstWeights()),
                tensors(parameters.firstBiases()),
                tensors(factorsOfBranches),
                number(omega)));
        unfold.add(script.call(
                "unfold",
                tensors(gradient),
                tensors(parameterGradient.firstWeights()),
                tensors(parameterGradient.firstBiases()),
                tensors(factorsOfBranches),
                number(omega)));
    }

    /** The values of each branch. */
    List<NDArray> values() {
        return values;
    }

    /** The accumulated gradient with respect to the values, per branch. */
    List<NDArray> gradient() {
        return gradient;
    }

    /** Returns whether the layer is never trained, so that its gradient is not needed. */
    boolean isFrozen() {
        return frozen;
    }

    /** Must be called after the parameters were set. */
    void afterReset() {
        fold.forEach(StepScript.Call::run);
    }

    /** Must be called when the gradient of a batch is complete. */
    void beforeUpdate() {
        if (!frozen) {
            unfold.forEach(StepScript.Call::run);
        }
    }

    /** Must be called after the optimiser changed the parameters. */
    void afterUpdate() {
        if (!frozen) {
            fold.forEach(StepScript.Call::run);
        }
    }

    @Override
    public void close() {
        fold.forEach(StepScript.Call::close);
        unfold.forEach(StepScript.Call::close);
    }

    /** Returns the index of each first-layer neuron's scale. */
    private static long[] scaleOfNeuron(List<Integer> sizes) {
        long[] scales = new long[sizes.stream().mapToInt(Integer::intValue).sum()];
        int next = 0;
        for (int scale = 0; scale < sizes.size(); scale++) {
            Arrays.fill(scales, next, next + sizes.get(scale), scale);
            next += sizes.get(scale);
        }
        return scales;
    }
}
