package io.mscale.backend.cuda;

import io.mscale.api.training.Adam;
import java.util.Arrays;
import java.util.stream.Stream;
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
    private final String suffix;
    private final int last;

    Passes(Kernels kernels, GpuStream stream, DeviceNetwork network, Workspace space) {
        this.kernels = kernels;
        this.stream = stream;
        this.network = network;
        this.space = space;
        suffix = "_" + network.arithmetic().suffix();
        last = network.layout().layers().size() - 1;
    }

    /** From the batch's inputs to the layers' outputs; the last layer's z is left in parts. */
    void forward(DeviceArray x, int samples) {
        launch(
                "fold",
                LayerPlan.tiles(network.firstNeurons(), THREADS),
                network.parameters(),
                network.scaleOf(),
                network.fixedScales(),
                network.layout().scaleOffset(),
                network.spec().inputs(),
                network.firstNeurons(),
                network.number(network.spec().omega()),
                network.folded());
        for (int l = 1; l <= last; l++) {
            product(l, x, samples);
            if (l < last) {
                launchOnSums(
                        "activate",
                        l,
                        samples,
                        network.codes(l),
                        network.number(network.spec().omega()),
                        space.values(l),
                        space.slopes(l));
            }
        }
    }

    private void product(int l, DeviceArray x, int samples) {
        LayerPlan layer = space.layer(l);
        int splits = layer.forward().splits();
        launchTiles(
                "forward",
                l,
                layer.forward(),
                Workspace.tiles(samples),
                layer.blockCount() * splits,
                joined(
                        arguments(space.blocks(l), splits, network.parameters()),
                        inputs(l, x, samples),
                        arguments(layer.outputs(), space.parts())));
    }

    /** From the last layer's z to the predictions, row-major [samples x outputs]. */
    void predict(int samples, DeviceArray y) {
        launchOnSums("predict", last, samples, y);
    }

    /** From the last layer's z to the errors and their squares. */
    void loss(int samples) {
        launchOnSums("loss", last, samples, space.y(), space.delta(last), space.squares());
    }

    /** From the errors to the gradient. */
    void backward(int samples) {
        boolean trainsFirst = !network.spec().firstLayer().isFrozen();
        for (int l = last; l > 0; l--) {
            weightGradient(l, samples);
            if (l > 1) {
                throughLayer(l, samples);
            } else if (trainsFirst) {
                firstLayer(samples);
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
                joined(
                        arguments(space.blocks(l), splits),
                        inputs(l, space.x(), samples),
                        arguments(space.delta(l), layer.size(), space.gradient(l))));
    }

    private void throughLayer(int l, int samples) {
        LayerPlan layer = space.layer(l);
        launchTiles(
                "backward",
                l,
                layer.backward(),
                Workspace.tiles(samples),
                layer.blockCount(),
                space.blocks(l),
                network.parameters(),
                samples,
                space.stride(),
                space.delta(l),
                space.slopes(l - 1),
                space.delta(l - 1));
    }

    private void firstLayer(int samples) {
        LayerPlan layer = space.layer(1);
        launchTiles(
                "backward",
                1,
                layer.backward(),
                Workspace.tiles(samples),
                layer.blockCount(),
                joined(
                        arguments(space.blocks(1), network.parameters()),
                        inputs(1, space.x(), samples),
                        arguments(space.delta(1), network.number(network.spec().omega()), space.firstSums())));
        launch(
                "firstGradient",
                LayerPlan.tiles(network.firstNeurons(), NEURONS_OF_FIRST_GRADIENT),
                space.firstSums(),
                Workspace.tiles(samples),
                network.parameters(),
                network.scaleOf(),
                network.fixedScales(),
                network.layout().scaleOffset(),
                network.spec().inputs(),
                network.firstNeurons(),
                space.gradient(0),
                space.scaleShares());
        if (network.trainsScales()) {
            launch(
                    "scaleGradient",
                    network.spec().scales().count(),
                    space.scaleShares(),
                    network.scaleBegins(),
                    space.gradient(last + 1));
        }
    }

    /**
     * Performs the optimiser's step.
     *
     * @param samples the samples in the batch
     * @param adam the optimiser
     * @param rates the optimiser's coefficients for each step since the clock was reset
     * @param clock the device's step counter
     * @param step the step's offset from the clock
     * @param loss receives the loss, a double
     */
    void update(int samples, Adam adam, DeviceArray rates, DeviceArray clock, int step, DeviceArray loss) {
        launch(
                "adam",
                LayerPlan.tiles(network.layout().trainableSize(), THREADS),
                space.gradientRanges(),
                space.rangeCount(),
                space.gradient(),
                rates,
                clock,
                step,
                network.number(adam.beta1()),
                network.number(1 - adam.beta1()),
                network.number(adam.beta2()),
                network.number(1 - adam.beta2()),
                network.number(adam.epsilon()),
                network.parameters(),
                network.firstMoments(),
                network.secondMoments(),
                space.squares(),
                blocksOfRows(samples, network.spec().outputs()),
                1.0 / ((double) samples * network.spec().outputs()),
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
        launch(
                "gather",
                blocksOfRows(samples, rows),
                from,
                indices,
                clock,
                step,
                fromStride,
                samples,
                space.stride(),
                to);
    }

    /** Advances the clock. */
    void tick(DeviceArray clock, int steps) {
        kernels.launch(stream, "tick", 1, 1, 1, 1, clock, steps);
    }

    /** Queues a kernel with one thread per number or neuron, in blocks of {@value #THREADS}. */
    private void launch(String what, int blocks, @Nullable Object... arguments) {
        kernels.launch(stream, what + suffix, blocks, 1, 1, THREADS, arguments);
    }

    /** Queues a kernel that reads layer l's z from its parts. */
    private void launchOnSums(String what, int l, int samples, @Nullable Object... more) {
        LayerPlan layer = space.layer(l);
        launch(
                what,
                blocksOfRows(samples, layer.outputs()),
                joined(
                        arguments(
                                space.parts(),
                                layer.forward().splits(),
                                network.parameters(),
                                network.biases(l),
                                layer.sums(),
                                samples,
                                space.stride(),
                                layer.outputs()),
                        more));
    }

    /** Queues a product of layer l in tiles. */
    private void launchTiles(
            String what, int l, LayerPlan.Product product, int gridX, int gridZ, @Nullable Object... arguments) {
        kernels.launch(
                stream,
                what + "_" + network.source(l).kernel(network.arithmetic(), product.columns()),
                gridX,
                product.gridY(),
                gridZ,
                LayerPlan.TILE_THREADS,
                arguments);
    }

    /** Returns the kernel arguments that describe layer l's inputs and the batch. */
    private @Nullable Object[] inputs(int l, DeviceArray x, int samples) {
        return network.source(l).isFirstLayer()
                ? arguments(
                        network.folded(),
                        x,
                        network.codes(0),
                        network.spec().inputs(),
                        network.firstNeurons(),
                        samples,
                        space.stride())
                : arguments(space.values(l - 1), samples, space.stride());
    }

    private static @Nullable Object[] arguments(@Nullable Object... arguments) {
        return arguments;
    }

    private static @Nullable Object[] joined(@Nullable Object[]... parts) {
        return Stream.of(parts).flatMap(Arrays::stream).toArray();
    }

    private static int blocksOfRows(int samples, int rows) {
        return Math.multiplyExact(Workspace.blocksOfRow(samples), rows);
    }
}
