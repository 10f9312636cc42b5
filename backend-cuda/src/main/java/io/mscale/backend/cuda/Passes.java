package io.mscale.backend.cuda;

import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queues the kernels of the passes through the network in a stream, in order. */
final class Passes {

    /** Threads of a block, as in the kernels. */
    private static final int THREADS = 256;

    /** With 8 of the {@value #THREADS} threads of a block for each neuron. */
    private static final int NEURONS_OF_FIRST_GRADIENT = 32;

    private final Kernels kernels;
    private final GpuStream stream;
    private final DeviceNetwork network;
    private final Workspace space;
    private final int last;

    Passes(Kernels kernels, GpuStream stream, DeviceNetwork network, Workspace space) {
        this.kernels = kernels;
        this.stream = stream;
        this.network = network;
        this.space = space;
        last = network.layout.layers().size() - 1;
    }

    /** From the batch's inputs to the layers' outputs; the last layer's z is left in parts. */
    void forward(DeviceArray x, int samples) {
        Object omega = network.arithmetic.number(network.spec.omega());
        int blocks = LayerPlan.tiles(network.firstNeurons(), THREADS);
        launch("fold", blocks, network.parameters, firstLayer(), omega, network.folded);
        for (int l = 1; l <= last; l++) {
            LayerPlan layer = space.layer(l);
            int splits = layer.forward().splits();
            launchTiles(
                    "forward",
                    l,
                    layer.forward(),
                    Workspace.tiles(samples),
                    layer.blockCount() * splits,
                    space.blocks(l),
                    splits,
                    network.parameters,
                    inputs(l, x, samples),
                    layer.outputs(),
                    space.parts);
            if (l < last) {
                launchOnSums("activate", l, samples, network.codes.get(l), omega, space.values(l), space.slopes(l));
            }
        }
    }

    /** From the last layer's z to the predictions, row-major [samples x outputs]. */
    void predict(int samples, DeviceArray y) {
        launchOnSums("predict", last, samples, y);
    }

    /** From the last layer's z to the errors and their squares. */
    void loss(int samples) {
        launchOnSums("loss", last, samples, space.y, space.delta(last), space.squares);
    }

    /** From the errors to the gradient. */
    void backward(int samples) {
        boolean trainsFirst = !network.spec.firstLayer().isFrozen();
        for (int l = last; l > 0; l--) {
            weightGradient(l, samples);
            if (l > 1) {
                launchBackward(
                        l, samples, samples, space.stride, space.delta(l), space.slopes(l - 1), space.delta(l - 1));
            } else if (trainsFirst) {
                firstGradient(samples);
            }
        }
    }

    private void weightGradient(int l, int samples) {
        LayerPlan layer = space.layer(l);
        int splits = layer.weights().splits();
        launchTiles(
                "weights",
                l,
                layer.weights(),
                layer.weights().gridX(),
                layer.blockCount() * splits,
                space.blocks(l),
                splits,
                inputs(l, space.x, samples),
                space.delta(l),
                layer.size(),
                space.gradients.get(l));
    }

    private void firstGradient(int samples) {
        Object omega = network.arithmetic.number(network.spec.omega());
        launchBackward(1, samples, inputs(1, space.x, samples), space.delta(1), omega, space.firstSums);
        launch(
                "firstGradient",
                LayerPlan.tiles(network.firstNeurons(), NEURONS_OF_FIRST_GRADIENT),
                space.firstSums,
                Workspace.tiles(samples),
                network.parameters,
                firstLayer(),
                space.gradients.get(0),
                space.scaleShares);
        if (network.trainsScales()) {
            int scales = network.spec.scales().count();
            launch("scaleGradient", scales, space.scaleShares, network.scaleBegins, space.gradients.get(last + 1));
        }
    }

    /**
     * Performs the optimiser's step.
     *
     * @param rates the optimiser's coefficients for each step since the clock was reset
     * @param clock the device's step counter
     * @param step the step's offset from the clock
     * @param loss receives the loss, a double
     */
    void update(int samples, Adam adam, DeviceArray rates, DeviceArray clock, int step, DeviceArray loss) {
        Arithmetic arithmetic = network.arithmetic;
        launch(
                "adam",
                LayerPlan.tiles(network.layout.trainableSize(), THREADS),
                space.gradientRanges,
                space.rangeCount,
                space.gradient,
                rates,
                clock,
                step,
                arithmetic.number(adam.beta1()),
                arithmetic.number(1 - adam.beta1()),
                arithmetic.number(adam.beta2()),
                arithmetic.number(1 - adam.beta2()),
                arithmetic.number(adam.epsilon()),
                network.parameters,
                network.firstMoments,
                network.secondMoments,
                space.squares,
                blocksOfRows(samples, network.spec.outputs()),
                1.0 / ((double) samples * network.spec.outputs()),
                loss);
    }

    /** Gathers the samples of a mini-batch: {@code rows} rows of {@code from} into {@code to}. */
    void gather(
            DeviceArray from,
            int fromStride,
            int rows,
            DeviceArray indices,
            DeviceArray clock,
            int step,
            int samples,
            DeviceArray to) {
        int blocks = blocksOfRows(samples, rows);
        launch("gather", blocks, from, indices, clock, step, fromStride, samples, space.stride, to);
    }

    /** Advances the clock. */
    void tick(DeviceArray clock, int steps) {
        kernels.launch(stream, "tick", 1, 1, 1, 1, clock, steps);
    }

    /** Queues a kernel with one thread per number or neuron, in blocks of {@value #THREADS}. */
    private void launch(String what, int blocks, @Nullable Object... arguments) {
        String name = what + "_" + network.arithmetic.suffix;
        kernels.launch(stream, name, blocks, 1, 1, THREADS, flat(arguments).toArray());
    }

    /** Queues a kernel that reads layer l's z from its parts. */
    private void launchOnSums(String what, int l, int samples, Object... more) {
        LayerPlan layer = space.layer(l);
        launch(
                what,
                blocksOfRows(samples, layer.outputs()),
                space.parts,
                layer.forward().splits(),
                network.parameters,
                network.biases.get(l),
                layer.sums(),
                samples,
                space.stride,
                layer.outputs(),
                more);
    }

    /** Queues the product through layer l to the derivatives with respect to its inputs. */
    private void launchBackward(int l, int samples, Object... more) {
        LayerPlan layer = space.layer(l);
        launchTiles(
                "backward",
                l,
                layer.backward(),
                Workspace.tiles(samples),
                layer.blockCount(),
                space.blocks(l),
                network.parameters,
                more);
    }

    /** Queues a product of layer l in tiles. */
    private void launchTiles(String what, int l, LayerPlan.Product product, int gridX, int gridZ, Object... arguments) {
        String name = what + "_" + network.arithmetic.kernel(network.source(l), product.columns());
        int threads = LayerPlan.TILE_THREADS;
        kernels.launch(
                stream,
                name,
                gridX,
                product.gridY(),
                gridZ,
                threads,
                flat(arguments).toArray());
    }

    /** Returns the kernel arguments that describe layer l's inputs and the batch. */
    private Object[] inputs(int l, DeviceArray x, int samples) {
        return network.source(l) == Arithmetic.Source.STORED
                ? new Object[] {space.values(l - 1), samples, space.stride}
                : new Object[] {
                    network.folded,
                    x,
                    network.codes.get(0),
                    network.spec.inputs(),
                    network.firstNeurons(),
                    samples,
                    space.stride
                };
    }

    /** Returns the kernel arguments that describe the first layer and its scales. */
    private @Nullable Object[] firstLayer() {
        return new @Nullable Object[] {
            network.scaleOf,
            network.fixedScales,
            network.layout.scaleOffset(),
            network.spec.inputs(),
            network.firstNeurons()
        };
    }

    /** Resolves groups of arguments. */
    private static List<@Nullable Object> flat(@Nullable Object... arguments) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Object[] group) {
                flat.addAll(flat(group));
            } else {
                flat.add(argument);
            }
        }
        return flat;
    }

    private static int blocksOfRows(int samples, int rows) {
        return Math.multiplyExact(Workspace.blocksOfRow(samples), rows);
    }
}
