package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The training state on the device: parameters, Adam's moments, the threads' gradients, and the first layer with its
 * scales folded in.
 */
final class TrainingState implements AutoCloseable {

    private final NDManager manager;
    private final StepScript script;
    private final NetworkSpec network;
    private final List<Branch> branches;
    private final Adam adam;
    private final DataType type;
    private final int[] places;
    private final FlatParameters parameters;

    /** One for each thread; the others' are added to the first one's. */
    private final List<GradientSum> gradients;

    private final List<NDArray> moments = new ArrayList<>();

    /** The id of each hidden layer's activation. */
    private final List<String> kinds;

    /** For each branch and hidden layer, see {@link Branch#secondPart}. */
    private final List<NDArray> secondParts = new ArrayList<>();

    private final FoldedLayer first;

    /** The calls that add up the gradients with respect to the first layer's values; none for one thread. */
    private final List<StepScript.Call> collectFirst = new ArrayList<>();

    /** For each share of the parameters the calls that add up their gradients and update them, in order. */
    private final List<Share> shares = new ArrayList<>();

    private record Share(Optional<StepScript.Call> collect, StepScript.Call update) {}

    TrainingState(NDManager manager, StepScript script, ModelSpec spec, ParameterLayout layout, int threads) {
        this.manager = manager;
        this.script = script;
        this.network = spec.network();
        branches = Branch.of(network, layout);
        this.adam = spec.training().adam();
        this.type = Tensors.type(spec.precision());
        places = FlatParameters.places(layout.size(), branches);
        parameters = new FlatParameters(manager, layout, branches, type);
        gradients = Stream.generate(() -> GradientSum.zeros(manager, network, layout, branches, type))
                .limit(threads)
                .toList();
        first = new FoldedLayer(manager, script, network, branches, parameters, gradients.get(0));
        int layers = network.hiddenWidths().size();
        kinds = IntStream.range(0, layers)
                .mapToObj(layer -> network.activationOf(layer).id())
                .toList();
        for (Branch branch : branches) {
            for (int layer = 0; layer < layers; layer++) {
                secondParts.add(branch.secondPart(manager, network, layer));
            }
        }
        for (GradientSum other : gradients.subList(1, threads)) {
            collectFirst.add(script.call("collect", gradients.get(0).first(), other.first()));
        }
        int count = FlatParameters.shares(layout, threads);
        for (int share = 0; share < count; share++) {
            shares.add(share(share, count));
        }
    }

    private Share share(int share, int count) {
        List<NDArray> trainable = parameters.trainable(share, count);
        List<NDArray> firstMoments = trainable.stream().map(NDArray::zerosLike).toList();
        List<NDArray> secondMoments = trainable.stream().map(NDArray::zerosLike).toList();
        moments.addAll(firstMoments);
        moments.addAll(secondMoments);
        List<NDArray> sum = gradients.get(0).parameters().trainable(share, count);
        List<NDArray> sums = new ArrayList<>();
        List<NDArray> terms = new ArrayList<>();
        for (GradientSum other : gradients.subList(1, gradients.size())) {
            sums.addAll(sum);
            terms.addAll(other.parameters().trainable(share, count));
        }
        return new Share(
                terms.isEmpty() ? Optional.empty() : Optional.of(script.call("collect", sums, terms)),
                script.call("adam", trainable, firstMoments, secondMoments, sum));
    }

    DataType type() {
        return type;
    }

    /** Creates buffers for pieces of {@code rows} samples, owned by {@code owner}. */
    LayerBuffers newBuffers(NDManager owner, int rows) {
        return LayerBuffers.of(owner, network, branches, type, rows);
    }

    /** Resets the state to parameters in the flat layout. */
    void reset(double[] flat) {
        List<NDArray> cleared = new ArrayList<>(moments);
        for (GradientSum gradient : gradients) {
            cleared.add(gradient.parameters().flat);
            cleared.addAll(gradient.first());
        }
        double[] onDevice = new double[flat.length];
        for (int i = 0; i < flat.length; i++) {
            onDevice[places[i]] = flat[i];
        }
        try (NDArray values = Tensors.create(manager, onDevice, parameters.flat.getShape(), type);
                StepScript.Call reset = script.call("reset", values, parameters.flat, cleared)) {
            reset.run();
        }
        first.fold();
    }

    /** Copies the parameters into {@code flat}. */
    void read(double[] flat) {
        double[] onDevice = new double[flat.length];
        Tensors.read(script, parameters.flat, onDevice);
        for (int i = 0; i < flat.length; i++) {
            flat[i] = onDevice[places[i]];
        }
    }

    /** Updates the parameters by the sum of the threads' gradients and clears these; steps are counted from 1. */
    void update(long step, ThreadTeam team) {
        boolean isFirstTrained = !network.firstLayer().isFrozen();
        if (isFirstTrained) {
            collectFirst.forEach(StepScript.Call::run);
            first.unfold();
        }
        if (shares.size() == 1) {
            update(shares.get(0), step);
        } else {
            team.run(member -> {
                if (member < shares.size()) {
                    update(shares.get(member), step);
                }
            });
        }
        if (isFirstTrained) {
            first.fold();
        }
    }

    private void update(Share share, long step) {
        share.collect().ifPresent(StepScript.Call::run);
        share.update()
                .run(
                        adam.learningRateAt(step) / adam.firstMomentCorrection(step),
                        1 / Math.sqrt(adam.secondMomentCorrection(step)),
                        adam.beta1(),
                        adam.beta2(),
                        adam.epsilon());
    }

    /**
     * Creates a call that adds the gradient of some samples to that of a thread; its last argument is the derivative of
     * the loss.
     */
    StepScript.Call gradientCall(int thread, NDArray x, NDArray y, LayerBuffers buffers, NDArray squares) {
        GradientSum gradient = gradients.get(thread);
        FlatParameters change = gradient.parameters();
        List<Object> arguments = forward(x, y, buffers);
        arguments.addAll(List.of(network.firstLayer().isFrozen(), gradient.first(), change.weights, change.biases));
        arguments.addAll(List.of(buffers.error(), buffers.ones(), squares));
        return script.callWith("gradient", arguments);
    }

    /** Creates a call that evaluates the network at {@code x} into {@code y}. */
    StepScript.Call predictCall(NDArray x, NDArray y, LayerBuffers buffers) {
        List<Object> arguments = forward(x, y, buffers);
        arguments.add(buffers.rows());
        return script.callWith("predict", arguments);
    }

    /** Returns the arguments that both calls share. */
    private List<Object> forward(NDArray x, NDArray y, LayerBuffers buffers) {
        List<Object> arguments = new ArrayList<>(List.of(x, y, first.values, parameters.weights, parameters.biases));
        arguments.addAll(List.of(network.omega(), kinds, secondParts));
        arguments.addAll(List.of(buffers.z(), buffers.h(), buffers.g(), buffers.spare(), buffers.out()));
        return arguments;
    }

    @Override
    public void close() {
        first.close();
        collectFirst.forEach(StepScript.Call::close);
        for (Share share : shares) {
            share.collect().ifPresent(StepScript.Call::close);
            share.update().close();
        }
    }
}
