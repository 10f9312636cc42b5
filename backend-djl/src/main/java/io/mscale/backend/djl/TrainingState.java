package io.mscale.backend.djl;

import static io.mscale.backend.djl.StepScript.strings;
import static io.mscale.backend.djl.StepScript.tensor;
import static io.mscale.backend.djl.StepScript.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;

/** Parameters, Adam's moments, the gradient and the first layer with its scales folded in, all on the device. */
final class TrainingState implements AutoCloseable {

    private final NDManager manager;
    private final StepScript script;
    private final Adam adam;
    private final DataType type;
    private final ParameterLayout layout;
    private final FlatParameters parameters;
    private final FlatParameters gradient;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private final NDArray first;
    private final NDArray firstGradient;
    private final NDArray scales;
    private final NDArray lastBias;
    private final List<String> activations = new ArrayList<>();
    private final StepScript.Call update;

    TrainingState(NDManager manager, StepScript script, ModelSpec spec, ParameterLayout layout) {
        this.manager = manager;
        this.script = script;
        this.adam = spec.training().optimizer();
        this.type = Tensors.type(spec.precision());
        this.layout = layout;
        NetworkSpec network = spec.network();
        parameters = new FlatParameters(manager, layout, type);
        gradient = new FlatParameters(manager, layout, type);
        firstMoment = manager.zeros(new Shape(layout.size()), type);
        secondMoment = manager.zeros(new Shape(layout.size()), type);
        int neurons = network.hiddenWidths().get(0);
        first = manager.zeros(new Shape(network.inputs() + 1, neurons), type);
        firstGradient = manager.zeros(new Shape(network.inputs() + 1, neurons), type);
        scales = Tensors.create(manager, network.scalePerNeuron(), new Shape(neurons), type);
        lastBias = parameters.lastBias();
        for (int l = 0; l < network.hiddenWidths().size(); l++) {
            activations.add(network.activationOf(l).id());
        }
        update = script.call(
                "update",
                tensor(parameters.flat()),
                tensor(firstMoment),
                tensor(secondMoment),
                tensor(gradient.flat()),
                tensor(first),
                tensor(firstGradient),
                tensor(parameters.firstWeights()),
                tensor(parameters.firstBias()),
                tensor(gradient.firstWeights()),
                tensor(gradient.firstBias()),
                tensor(scales));
    }

    DataType type() {
        return type;
    }

    /** Starts afresh from parameters in the flat layout. */
    void reset(double[] flat) {
        try (NDArray values = Tensors.create(manager, flat, new Shape(layout.size()), type);
                StepScript.Call reset = script.call(
                        "reset",
                        tensor(values),
                        tensor(parameters.flat()),
                        tensor(firstMoment),
                        tensor(secondMoment),
                        tensor(gradient.flat()),
                        tensor(first),
                        tensor(firstGradient),
                        tensor(parameters.firstWeights()),
                        tensor(parameters.firstBias()),
                        tensor(scales))) {
            reset.run();
        }
    }

    /** Copies the parameters into {@code flat}. */
    void read(double[] flat) {
        Tensors.read(parameters.flat(), flat);
    }

    /** Updates the parameters by the gradient that was added up, at a step counted from 1, and clears the gradient. */
    void update(long step) {
        update.run(
                adam.learningRateAt(step) / adam.firstMomentCorrection(step),
                1 / Math.sqrt(adam.secondMomentCorrection(step)),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon());
    }

    /** Waits until the device has done all it was given: what is read now was queued last. */
    void await() {
        Tensors.scalar(lastBias);
    }

    /** A call that adds a batch's gradient to this state's; its last argument is the slope of the loss. */
    StepScript.Call gradientCall(NDArray x, NDArray y, LayerBuffers buffers, NDArray squares) {
        return script.call(
                "gradient",
                tensor(x),
                tensor(y),
                tensor(first),
                tensors(parameters.denseWeights()),
                tensors(parameters.denseBiases()),
                strings(activations),
                tensors(buffers.z()),
                tensors(buffers.h()),
                tensors(buffers.g()),
                tensor(firstGradient),
                tensors(gradient.denseWeights()),
                tensors(gradient.denseBiases()),
                tensor(buffers.ones()),
                tensor(squares));
    }

    /** A call that evaluates the network at {@code x} into {@code y}. */
    StepScript.Call predictCall(NDArray x, NDArray y, LayerBuffers buffers) {
        IValue[] arguments = {
            tensor(x),
            tensor(y),
            tensor(first),
            tensors(parameters.denseWeights()),
            tensors(parameters.denseBiases()),
            strings(activations),
            tensors(buffers.z()),
            tensors(buffers.h())
        };
        return script.call("predict", arguments);
    }

    @Override
    public void close() {
        update.close();
    }
}
