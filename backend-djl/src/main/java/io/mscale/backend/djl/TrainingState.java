package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training state on the device: parameters, Adam's moments, the gradient, and the first layer with its scales
 * folded in.
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
    private final FlatParameters gradient;
    private final List<NDArray> moments = new ArrayList<>();

    /** The id of each hidden layer's activation. */
    private final List<String> kinds;

    /** For each branch and hidden layer, see {@link Branch#secondPart}. */
    private final List<NDArray> secondParts = new ArrayList<>();

    private final FoldedLayer first;
    private final StepScript.Call update;

    TrainingState(NDManager manager, StepScript script, ModelSpec spec, ParameterLayout layout, List<Branch> branches) {
        this.manager = manager;
        this.script = script;
        this.network = spec.network();
        this.branches = branches;
        this.adam = spec.training().adam();
        this.type = Tensors.type(spec.precision());
        places = FlatParameters.places(layout.size(), branches);
        parameters = new FlatParameters(manager, layout, branches, type);
        gradient = new FlatParameters(manager, layout, branches, type);
        first = new FoldedLayer(manager, script, network, branches, parameters, gradient);
        int layers = network.hiddenWidths().size();
        kinds = IntStream.range(0, layers)
                .mapToObj(layer -> network.activationOf(layer).id())
                .toList();
        for (Branch branch : branches) {
            for (int layer = 0; layer < layers; layer++) {
                secondParts.add(branch.secondPart(manager, network, layer));
            }
        }
        List<NDArray> trainable = parameters.trainable();
        List<NDArray> firstMoments = trainable.stream().map(NDArray::zerosLike).toList();
        List<NDArray> secondMoments = trainable.stream().map(NDArray::zerosLike).toList();
        moments.addAll(firstMoments);
        moments.addAll(secondMoments);
        update = script.call("adam", trainable, firstMoments, secondMoments, gradient.trainable());
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
        cleared.add(gradient.flat);
        cleared.addAll(first.gradient);
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

    /** Updates the parameters by the accumulated gradient and clears it; steps are counted from 1. */
    void update(long step) {
        boolean isFirstTrained = !network.firstLayer().isFrozen();
        if (isFirstTrained) {
            first.unfold();
        }
        update.run(
                adam.learningRateAt(step) / adam.firstMomentCorrection(step),
                1 / Math.sqrt(adam.secondMomentCorrection(step)),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon());
        if (isFirstTrained) {
            first.fold();
        }
    }

    /** Creates a call that adds a batch's gradient to this state's; its last argument is the derivative of the loss. */
    StepScript.Call gradientCall(NDArray x, NDArray y, LayerBuffers buffers, NDArray squares) {
        List<Object> arguments = forward(x, y, buffers);
        arguments.addAll(List.of(network.firstLayer().isFrozen(), first.gradient, gradient.weights, gradient.biases));
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
        update.close();
    }
}
