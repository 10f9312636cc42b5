package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training state on the device: parameters, Adam's moments, the threads' gradients, and the first layer with its
 * scales folded in.
 */
final class TrainingState implements AutoCloseable {

    /** Second and third derivatives of the activations, and sums of squared tangents. */
    private static final int DERIVATIVES_OF_RESIDUAL = 3;

    private final NDManager manager;
    private final StepScript script;
    private final NetworkSpec network;
    private final ParameterLayout layout;
    private final List<Branch> branches;
    private final Loss loss;
    private final Adam adam;
    private final DataType type;
    private final int[] places;
    private final int threads;
    private final FlatParameters parameters;

    /** Adam's first and second moments. */
    private final List<FlatParameters> moments;

    /** One for each thread that has had samples. */
    private final List<GradientSum> gradients = new ArrayList<>();

    /** How many of the gradients are in use, the first ones. */
    private int used;

    /** The id of each hidden layer's activation. */
    private final List<String> kinds;

    /** For each branch and hidden layer, see {@link Branch#secondPart}. */
    private final List<NDArray> secondParts = new ArrayList<>();

    /** See {@link Sines#coefficients}. */
    private final List<NDArray> sines;

    private final FoldedLayer first;

    /** What each thread does in an update; owned by a manager of their own. */
    private final List<ParameterUpdate> updates = new ArrayList<>();

    private @Nullable NDManager updatesManager;

    /**
     * @param device where {@code parent} creates tensors
     * @param blas the library's matrix products
     * @param threads how many there are to share an update
     */
    TrainingState(
            NDManager parent,
            StepScript script,
            ModelSpec spec,
            ParameterLayout layout,
            Device device,
            String blas,
            int threads) {
        this.script = script;
        this.layout = layout;
        this.threads = threads;
        network = spec.network();
        branches = Branch.of(network, layout);
        loss = spec.training().loss();
        adam = spec.training().adam();
        type = Tensors.type(spec.precision());
        places = FlatParameters.places(layout.size(), branches);
        int layers = network.hiddenWidths().size();
        kinds = IntStream.range(0, layers)
                .mapToObj(layer -> network.activationOf(layer).id())
                .toList();
        manager = parent.newSubManager();
        try {
            parameters = newParameters();
            moments = List.of(newParameters(), newParameters());
            sines = Sines.coefficients(manager, script, type, device, blas, largestFactor(network));
            first = new FoldedLayer(manager, script, network, branches, parameters);
            for (Branch branch : branches) {
                for (int layer = 0; layer < layers; layer++) {
                    secondParts.add(branch.secondPart(manager, network, layer));
                }
            }
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private static double largestFactor(NetworkSpec network) {
        double scale =
                Arrays.stream(network.scalePerNeuron()).map(Math::abs).max().orElse(0);
        return network.omega() * Math.max(1, scale);
    }

    private FlatParameters newParameters() {
        return new FlatParameters(manager, layout, branches, type);
    }

    /** Has the next updates sum the gradients of threads 0 to {@code count - 1}, those that get samples. */
    void useGradients(int count) {
        if (count == used) {
            return;
        }
        used = 0;
        updates.clear();
        if (updatesManager != null) {
            updatesManager.close();
        }
        while (gradients.size() < count) {
            gradients.add(GradientSum.zeros(manager, network, layout, branches, type));
        }
        NDManager owner = manager.newSubManager();
        updatesManager = owner;
        int shares = FlatParameters.shares(layout, threads);
        int firstShares = network.firstLayer().isFrozen() ? 0 : first.shares(shares);
        List<GradientSum> summed = gradients.subList(0, count);
        for (int share = 0; share < shares; share++) {
            updates.add(
                    new ParameterUpdate(owner, script, parameters, first, summed, moments, share, firstShares, shares));
        }
        used = count;
    }

    DataType type() {
        return type;
    }

    /** The type of sums of a loss's terms; these may cancel each other where they are not squares. */
    DataType typeOfSums() {
        return loss.isDifferential() ? DataType.FLOAT64 : type;
    }

    /** How many terms the loss has for a sample: it is their mean. */
    int terms() {
        return loss.isDifferential() ? 1 : network.outputs();
    }

    /** Creates buffers to evaluate pieces of {@code samples} samples, owned by {@code owner}. */
    LayerBuffers valueBuffers(NDManager owner, int samples) {
        return LayerBuffers.of(owner, network, branches, type, Loss.meanSquaredError(), samples);
    }

    /** Resets the state to parameters in the flat layout. */
    void reset(double[] flat) {
        List<NDArray> cleared = new ArrayList<>();
        moments.forEach(moment -> cleared.add(moment.flat));
        for (GradientSum gradient : gradients) {
            cleared.add(gradient.parameters().flat);
            cleared.addAll(gradient.first());
        }
        write(flat, parameters, cleared);
        first.fold();
    }

    /** Sets Adam's moments from the flat layout. */
    void writeMoments(double[] first, double[] second) {
        write(first, moments.get(0), List.of());
        write(second, moments.get(1), List.of());
    }

    private void write(double[] flat, FlatParameters target, List<NDArray> cleared) {
        double[] onDevice = new double[flat.length];
        for (int i = 0; i < flat.length; i++) {
            onDevice[places[i]] = flat[i];
        }
        try (NDArray values = Tensors.create(manager, onDevice, target.flat.getShape(), type);
                StepScript.Call reset = script.call(manager, "reset", values, target.flat, cleared)) {
            reset.run();
        }
    }

    /** Copies the parameters into {@code flat}. */
    void read(double[] flat) {
        read(parameters, flat);
    }

    /** Copies Adam's moments into arrays in the flat layout. */
    void readMoments(double[] first, double[] second) {
        read(moments.get(0), first);
        read(moments.get(1), second);
    }

    private void read(FlatParameters source, double[] flat) {
        double[] onDevice = new double[flat.length];
        Tensors.read(script, source.flat, onDevice);
        for (int i = 0; i < flat.length; i++) {
            flat[i] = onDevice[places[i]];
        }
    }

    /** Updates the parameters by the sum of the gradients in use and clears these; steps are counted from 1. */
    void update(long step, ThreadTeam team) {
        if (updates.size() == 1) {
            updates.get(0).run(adam, step);
            return;
        }
        team.run(member -> {
            if (member < updates.size()) {
                updates.get(member).run(adam, step);
            }
        });
    }

    /**
     * Creates a call that adds the gradient of some samples to that of a thread; its last argument is twice the weight of a
     * term of the loss.
     *
     * @param piece the number of samples that pass through the network at a time
     * @param terms the sum of the samples' terms of the loss, which the call computes
     */
    StepScript.Call gradientCall(NDManager owner, int thread, NDArray x, NDArray y, int piece, NDArray terms) {
        LayerBuffers buffers = LayerBuffers.of(owner, network, branches, type, loss, piece);
        GradientSum gradient = gradients.get(thread);
        FlatParameters change = gradient.parameters();
        List<Object> arguments = forward(x, y, buffers);
        arguments.addAll(List.of(network.firstLayer().isFrozen(), gradient.first(), change.weights, change.biases));
        arguments.addAll(List.of(buffers.error(), buffers.ones(), terms));
        if (loss instanceof Energy) {
            arguments.addAll(EnergyGradient.buffers(owner, network, branches, type, piece));
            return script.callWith(owner, "gradient_of_energy", arguments);
        }
        if (loss instanceof Residual) {
            for (int i = 0; i < DERIVATIVES_OF_RESIDUAL; i++) {
                arguments.add(LayerBuffers.perNeuron(owner, branches, type, piece));
            }
            arguments.add(loss.rows(network.inputs()));
            return script.callWith(owner, "gradient_of_residual", arguments);
        }
        return script.callWith(owner, "gradient", arguments);
    }

    /** Creates a call that evaluates the network at {@code x} into {@code y}. */
    StepScript.Call predictCall(NDManager owner, NDArray x, NDArray y, LayerBuffers buffers) {
        List<Object> arguments = forward(x, y, buffers);
        arguments.add(buffers.samples());
        return script.callWith(owner, "predict", arguments);
    }

    /** Returns the arguments that both calls share. */
    private List<Object> forward(NDArray x, NDArray y, LayerBuffers buffers) {
        List<Object> arguments = new ArrayList<>(List.of(x, y, first.values, parameters.weights, parameters.biases));
        arguments.addAll(List.of(network.omega(), kinds, secondParts, sines));
        arguments.addAll(List.of(buffers.z(), buffers.h(), buffers.g(), buffers.spare(), buffers.out()));
        return arguments;
    }

    @Override
    public void close() {
        manager.close();
    }
}
