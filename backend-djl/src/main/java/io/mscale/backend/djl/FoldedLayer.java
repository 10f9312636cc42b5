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
 *
 * <p>It can be cut into shares of neighbouring neurons, or subnetworks, that several threads take through an update
 * without waiting for each other.
 */
final class FoldedLayer {

    /** The values of each branch. */
    final List<NDArray> values = new ArrayList<>();

    private final StepScript script;
    private final NetworkSpec network;
    private final List<Branch> branches;
    private final FlatParameters parameters;

    /** omega times the scale of each neuron. */
    private final NDArray factors;

    private final List<StepScript.Call> fold;

    /** Creates it, owned by {@code manager}. */
    FoldedLayer(
            NDManager manager,
            StepScript script,
            NetworkSpec network,
            List<Branch> branches,
            FlatParameters parameters) {
        this.script = script;
        this.network = network;
        this.branches = branches;
        this.parameters = parameters;
        DataType type = parameters.flat.getDataType();
        double[] scales = network.scalePerNeuron();
        Arrays.setAll(scales, neuron -> network.omega() * scales[neuron]);
        factors = Tensors.create(manager, scales, new Shape(scales.length), type);
        for (Branch branch : branches) {
            values.add(manager.zeros(shape(network, branch), type));
        }
        fold = fold(manager, 0, 1);
    }

    /** The shape of a branch's values: [inputs + 1 x neurons], after the number of subnetworks if there are several. */
    static Shape shape(NetworkSpec network, Branch branch) {
        return branch.shape(network.inputs() + 1L, branch.widths().get(0));
    }

    /** Computes all values from the parameters. */
    void fold() {
        fold.forEach(StepScript.Call::run);
    }

    /**
     * The number of shares into which an update on {@code threads} threads can be cut. Trained scales cannot: the gradient
     * of a scale is a sum over neurons that several shares would have, and the values of all its neurons need the new scale.
     */
    int shares(int threads) {
        return network.firstLayer().trainsScales() ? 1 : threads;
    }

    /** The parameters of a share, or their gradient or moments: weights, then biases, then scales if they are trained. */
    List<NDArray> trainable(FlatParameters of, int share, int shares) {
        List<NDArray> parts = new ArrayList<>();
        if (share < shares) {
            parts.addAll(cut(of.firstWeights, 0, share, shares));
            parts.addAll(cut(of.firstBiases, 0, share, shares));
            if (network.firstLayer().trainsScales()) {
                parts.add(of.scales());
            }
        }
        return parts;
    }

    /** The part of a share in tensors of the shape of the {@link #values}. */
    List<NDArray> cut(List<NDArray> likeValues, int share, int shares) {
        return share < shares ? cut(likeValues, 1, share, shares) : List.of();
    }

    /** The calls that compute the values of a share from the parameters, in order. */
    List<StepScript.Call> fold(NDManager owner, int share, int shares) {
        List<StepScript.Call> calls = new ArrayList<>();
        List<NDArray> ofShare = cut(values, share, shares);
        if (ofShare.isEmpty()) {
            return calls;
        }
        double omega = network.omega();
        if (network.firstLayer().trainsScales()) {
            NDArray scaleOf = owner.create(scaleOfNeuron(network.scaleBlockSizes()));
            calls.add(script.call(owner, "spread", factors, parameters.scales(), scaleOf, omega));
        }
        List<NDArray> weights = cut(parameters.firstWeights, 0, share, shares);
        List<NDArray> biases = cut(parameters.firstBiases, 0, share, shares);
        calls.add(script.call(owner, "fold", ofShare, weights, biases, factors(share, shares), omega));
        return calls;
    }

    /**
     * The calls that turn the gradient with respect to the values of a share into that of the parameters, and clear it, in
     * order.
     */
    List<StepScript.Call> unfold(NDManager owner, GradientSum gradient, int share, int shares) {
        List<StepScript.Call> calls = new ArrayList<>();
        List<NDArray> ofShare = cut(gradient.first(), share, shares);
        if (ofShare.isEmpty()) {
            return calls;
        }
        double omega = network.omega();
        FlatParameters change = gradient.parameters();
        if (network.firstLayer().trainsScales()) {
            NDArray terms = owner.zeros(factors.getShape(), factors.getDataType());
            NDArray sizes = owner.create(network.scaleBlockSizes().stream()
                    .mapToLong(Integer::longValue)
                    .toArray());
            calls.add(script.call(
                    owner,
                    "scale_gradient",
                    change.scales(),
                    parameters.firstWeights,
                    gradient.first(),
                    Branch.split(terms, branches),
                    terms,
                    sizes,
                    omega));
        }
        List<NDArray> weights = cut(change.firstWeights, 0, share, shares);
        List<NDArray> biases = cut(change.firstBiases, 0, share, shares);
        calls.add(script.call(owner, "unfold", ofShare, weights, biases, factors(share, shares), omega));
        return calls;
    }

    private List<NDArray> factors(int share, int shares) {
        return cut(Branch.split(factors, branches), 0, share, shares);
    }

    /**
     * Cuts a tensor of each branch; branches with less than one neuron or subnetwork for the share are left out.
     *
     * @param neurons the dimension of the neurons where a branch is one network; subnetworks are always the first one
     */
    private List<NDArray> cut(List<NDArray> ofBranches, int neurons, int share, int shares) {
        List<NDArray> parts = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            Branch branch = branches.get(i);
            int from = branch.border(share, shares);
            int to = branch.border(share + 1, shares);
            if (from < to) {
                parts.add(Tensors.range(ofBranches.get(i), branch.subnets() == 1 ? neurons : 0, from, to));
            }
        }
        return parts;
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
