package io.mscale.backend.djl;

import static io.mscale.backend.djl.StepScript.number;
import static io.mscale.backend.djl.StepScript.tensor;
import static io.mscale.backend.djl.StepScript.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first layer as one product computes it: of each branch omega [K W_0, b_0] transposed, [inputs + 1 x neurons], and the
 * gradient by it.
 */
final class FoldedLayer implements AutoCloseable {

    private final FirstLayer firstLayer;
    private final List<NDArray> values = new ArrayList<>();
    private final List<NDArray> gradient = new ArrayList<>();

    /** What makes the values of the parameters, in order. */
    private final List<StepScript.Call> fold = new ArrayList<>();

    /** What makes the parameters' gradient of the gradient by the values, which is cleared. */
    private final List<StepScript.Call> unfold = new ArrayList<>();

    FoldedLayer(
            NDManager manager,
            StepScript script,
            NetworkSpec network,
            List<Branch> branches,
            FlatParameters parameters,
            FlatParameters parameterGradient,
            DataType type) {
        firstLayer = network.firstLayer();
        double omega = network.omega();
        NDArray factors = Tensors.create(
                manager, factors(network), new Shape(network.hiddenWidths().get(0)), type);
        for (Branch branch : branches) {
            Shape shape = branch.shape(network.inputs() + 1L, branch.widths().get(0));
            values.add(manager.zeros(shape, type));
            gradient.add(manager.zeros(shape, type));
        }
        List<NDArray> factorViews = perBranch(factors, branches);
        if (firstLayer.trainsScales()) {
            List<Integer> sizes = network.scaleBlockSizes();
            NDArray terms = factors.zerosLike();
            fold.add(script.call(
                    "spread",
                    tensor(factors),
                    tensor(parameters.scales()),
                    tensor(manager.create(scaleOfNeuron(sizes))),
                    number(omega)));
            unfold.add(script.call(
                    "scale_gradient",
                    tensor(parameterGradient.scales()),
                    tensors(parameters.firstWeights()),
                    tensors(gradient),
                    tensors(perBranch(terms, branches)),
                    tensor(terms),
                    tensor(manager.create(
                            sizes.stream().mapToLong(Integer::longValue).toArray())),
                    number(omega)));
        }
        fold.add(script.call(
                "fold",
                tensors(values),
                tensors(parameters.firstWeights()),
                tensors(parameters.firstBiases()),
                tensors(factorViews),
                number(omega)));
        unfold.add(script.call(
                "unfold",
                tensors(gradient),
                tensors(parameterGradient.firstWeights()),
                tensors(parameterGradient.firstBiases()),
                tensors(factorViews),
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

    /** Makes the values of parameters that were set. */
    void reset() {
        fold.forEach(StepScript.Call::run);
    }

    /** To be called when the gradient of a batch is complete. */
    void beforeUpdate() {
        if (!firstLayer.isFrozen()) {
            unfold.forEach(StepScript.Call::run);
        }
    }

    /** To be called when the parameters were changed. */
    void afterUpdate() {
        if (!firstLayer.isFrozen()) {
            fold.forEach(StepScript.Call::run);
        }
    }

    @Override
    public void close() {
        fold.forEach(StepScript.Call::close);
        unfold.forEach(StepScript.Call::close);
    }

    private static double[] factors(NetworkSpec network) {
        double[] factors = network.scalePerNeuron();
        for (int i = 0; i < factors.length; i++) {
            factors[i] *= network.omega();
        }
        return factors;
    }

    private static long[] scaleOfNeuron(List<Integer> sizes) {
        long[] scales = new long[sizes.stream().mapToInt(Integer::intValue).sum()];
        int next = 0;
        for (int scale = 0; scale < sizes.size(); scale++) {
            Arrays.fill(scales, next, next + sizes.get(scale), scale);
            next += sizes.get(scale);
        }
        return scales;
    }

    /** Views of one value per first-layer neuron. */
    private static List<NDArray> perBranch(NDArray perNeuron, List<Branch> branches) {
        List<NDArray> views = new ArrayList<>();
        for (Branch branch : branches) {
            int from = branch.firstNeurons().get(0);
            try (NDArray row = JniUtils.slice((PtNDArray) perNeuron, 0, from, (long) from + branch.neurons(0), 1)) {
                views.add(row.reshape(branch.shape(branch.widths().get(0))));
            }
        }
        return views;
    }
}
