package io.mscale.backend.djl;

import static io.mscale.backend.djl.StepScript.number;
import static io.mscale.backend.djl.StepScript.strings;
import static io.mscale.backend.djl.StepScript.tensor;
import static io.mscale.backend.djl.StepScript.tensors;
import static io.mscale.backend.djl.StepScript.truth;
import static io.mscale.backend.djl.StepScript.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;

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
    private final ParameterOrder order;
    private final FlatParameters parameters;
    private final FlatParameters gradient;
    private final List<NDArray> moments = new ArrayList<>();
    private final FoldedLayer first;
    private final Activations activations;
    private final StepScript.Call update;

    TrainingState(NDManager manager, StepScript script, ModelSpec spec, ParameterLayout layout, List<Branch> branches) {
        this.manager = manager;
        this.script = script;
        this.network = spec.network();
        this.branches = branches;
        this.adam = spec.training().adam();
        this.type = Tensors.type(spec.precision());
        order = new ParameterOrder(branches);
        parameters = new FlatParameters(manager, layout, branches, type);
        gradient = new FlatParameters(manager, layout, branches, type);
        first = new FoldedLayer(manager, script, network, branches, parameters, gradient);
        activations = Activations.of(manager, network, branches);
        List<NDArray> trainable = parameters.trainable();
        List<NDArray> firstMoments = trainable.stream().map(NDArray::zerosLike).toList();
        List<NDArray> secondMoments = trainable.stream().map(NDArray::zerosLike).toList();
        moments.addAll(firstMoments);
        moments.addAll(secondMoments);
        update = script.call(
                "adam",
                tensors(trainable),
                tensors(firstMoments),
                tensors(secondMoments),
                tensors(gradient.trainable()));
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
        cleared.add(gradient.flat());
        cleared.addAll(first.gradient());
        NDArray target = parameters.flat();
        try (NDArray values = Tensors.create(manager, order.toDevice(flat), target.getShape(), type);
                StepScript.Call reset = script.call("reset", tensor(values), tensor(target), tensors(cleared))) {
            reset.run();
        }
        first.afterReset();
    }

    /** Copies the parameters into {@code flat}. */
    void read(double[] flat) {
        double[] device = new double[flat.length];
        Tensors.read(script, parameters.flat(), device);
        order.toLayout(device, flat);
    }

    /** Updates the parameters by the accumulated gradient and clears it; steps are counted from 1. */
    void update(long step) {
        first.beforeUpdate();
        update.run(
                adam.learningRateAt(step) / adam.firstMomentCorrection(step),
                1 / Math.sqrt(adam.secondMomentCorrection(step)),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon());
        first.afterUpdate();
    }

    /** Creates a call that adds a batch's gradient to this state's; its last argument is the derivative of the loss. */
    StepScript.Call gradientCall(NDArray x, NDArray y, LayerBuffers buffers, NDArray squares) {
        List<IValue> arguments = forward(x, y, buffers);
        arguments.add(truth(first.isFrozen()));
        arguments.add(tensors(first.gradient()));
        arguments.add(tensors(gradient.weights()));
        arguments.add(tensors(gradient.biases()));
        arguments.add(tensor(buffers.error()));
        arguments.add(tensor(buffers.ones()));
        arguments.add(tensor(squares));
        return script.call("gradient", arguments.toArray(IValue[]::new));
    }

    /** Creates a call that evaluates the network at {@code x} into {@code y}. */
    StepScript.Call predictCall(NDArray x, NDArray y, LayerBuffers buffers) {
        List<IValue> arguments = forward(x, y, buffers);
        arguments.add(whole(buffers.rows()));
        return script.call("predict", arguments.toArray(IValue[]::new));
    }

    /** Returns the arguments that both calls share. */
    private List<IValue> forward(NDArray x, NDArray y, LayerBuffers buffers) {
        return new ArrayList<>(List.of(
                tensor(x),
                tensor(y),
                tensors(first.values()),
                tensors(parameters.weights()),
                tensors(parameters.biases()),
                number(network.omega()),
                strings(activations.kinds()),
                tensors(activations.second()),
                tensors(buffers.z()),
                tensors(buffers.h()),
                tensors(buffers.g()),
                tensors(buffers.spare()),
                tensors(buffers.out())));
    }

    @Override
    public void close() {
        first.close();
        update.close();
    }
}
