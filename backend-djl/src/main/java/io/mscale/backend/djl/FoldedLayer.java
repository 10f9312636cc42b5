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
 * The first layer as one product computes it: of each branch omega [K W_0, b_0] transposed, [inputs + 1 x neurons], and the
 * gradient by it.
 */
final class FoldedLayer implements AutoCloseable {

    private final boolean frozen;
    private final List<NDArray> values = new ArrayList<>();
    private final List<NDArray> gradient = new ArrayList<>();

    /** What makes the values from the parameters, in order. */
    private final List<StepScript.Call> fold = new ArrayList<>();

    /** What makes the parameters' gradient from that by the values, which is cleared, in order. */
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

    /** Of each branch the values. */
    List<NDArray> values() {
        return values;
    }

    /** Of each branch the gradient by the values, which is added up. */
    List<NDArray> gradient() {
        return gradient;
    }

    /** Whether the parameters are never changed: then nobody needs the gradient. */
    boolean isFrozen() {
        return frozen;
    }

    /** To be called when parameters were set. */
    void afterReset() {
        fold.forEach(StepScript.Call::run);
    }

    /** To be called when the gradient of a batch is complete. */
    void beforeUpdate() {
        if (!frozen) {
            unfold.forEach(StepScript.Call::run);
        }
    }

    /** To be called when the optimiser changed the parameters. */
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

    /** Of each first-layer neuron the index of its scale. */
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
