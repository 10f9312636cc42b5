package io.mscale.backend.cuda;

import io.mscale.api.training.Adam;
import org.jspecify.annotations.Nullable;

/** Puts the kernels of a pass through the network into a stream, in order. */
final class Passes {

    private static final int THREADS = 256;

    /** Eight threads of a block for each. */
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

    /** From the batch's inputs to what the layers compute; the last layer's z is left in parts. */
    void forward(DeviceArray x, int samples) {
        kernels.launch(
                stream,
                "fold" + suffix,
                blocksFor(network.firstNeurons()),
                1,
                1,
                THREADS,
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
                activate(l, samples);
            }
        }
    }

    private void product(int l, DeviceArray x, int samples) {
        LayerPlan layer = space.layer(l);
        LayerPlan.Product product = layer.forward();
        String name = "forward_" + source(l).kernel(network.arithmetic(), product.columns());
        int gridX = Workspace.tiles(samples);
        int gridZ = layer.blockCount() * product.splits();
        if (source(l).isFirstLayer()) {
            launchTiles(
                    name,
                    gridX,
                    product.gridY(),
                    gridZ,
                    space.blocks(l),
                    product.splits(),
                    network.parameters(),
                    network.folded(),
                    x,
                    network.codes(0),
                    network.spec().inputs(),
                    network.firstNeurons(),
                    samples,
                    space.stride(),
                    layer.outputs(),
                    space.parts());
        } else {
            launchTiles(
                    name,
                    gridX,
                    product.gridY(),
                    gridZ,
                    space.blocks(l),
                    product.splits(),
                    network.parameters(),
                    space.values(l - 1),
                    samples,
                    space.stride(),
                    layer.outputs(),
                    space.parts());
        }
    }

    private void activate(int l, int samples) {
        LayerPlan layer = space.layer(l);
        kernels.launch(
                stream,
                "activate" + suffix,
                Math.multiplyExact(Workspace.blocksOfRow(samples), layer.outputs()),
                1,
                1,
                THREADS,
                space.parts(),
                layer.forward().splits(),
                network.parameters(),
                network.biases(l),
                layer.sums(),
                samples,
                space.stride(),
                layer.outputs(),
                network.codes(l),
                network.number(network.spec().omega()),
                space.values(l),
                space.slopes(l));
    }

    /** From the last layer's z to the output, row-major [samples x outputs]. */
    void predict(int samples, DeviceArray y) {
        LayerPlan layer = space.layer(last);
        kernels.launch(
                stream,
                "predict" + suffix,
                Math.multiplyExact(Workspace.blocksOfRow(samples), layer.outputs()),
                1,
                1,
                THREADS,
                space.parts(),
                layer.forward().splits(),
                network.parameters(),
                network.biases(last),
                layer.sums(),
                samples,
                space.stride(),
                layer.outputs(),
                y);
    }

    /** From the last layer's z to the errors and their squares. */
    void loss(int samples) {
        LayerPlan layer = space.layer(last);
        kernels.launch(
                stream,
                "loss" + suffix,
                squareCount(samples),
                1,
                1,
                THREADS,
                space.parts(),
                layer.forward().splits(),
                network.parameters(),
                network.biases(last),
                layer.sums(),
                samples,
                space.stride(),
                layer.outputs(),
                space.y(),
                space.delta(last),
                space.squares());
    }

    private int squareCount(int samples) {
        return Math.multiplyExact(
                Workspace.blocksOfRow(samples), space.layer(last).outputs());
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
        LayerPlan.Product product = layer.weights();
        String name = "weights_" + source(l).kernel(network.arithmetic(), product.columns());
        int gridZ = layer.blockCount() * product.splits();
        if (source(l).isFirstLayer()) {
            launchTiles(
                    name,
                    product.gridX(),
                    product.gridY(),
                    gridZ,
                    space.blocks(l),
                    product.splits(),
                    network.folded(),
                    space.x(),
                    network.codes(0),
                    network.spec().inputs(),
                    network.firstNeurons(),
                    samples,
                    space.stride(),
                    space.delta(l),
                    layer.size(),
                    space.gradient(l));
        } else {
            launchTiles(
                    name,
                    product.gridX(),
                    product.gridY(),
                    gridZ,
                    space.blocks(l),
                    product.splits(),
                    space.values(l - 1),
                    samples,
                    space.stride(),
                    space.delta(l),
                    layer.size(),
                    space.gradient(l));
        }
    }

    private void throughLayer(int l, int samples) {
        LayerPlan layer = space.layer(l);
        launchTiles(
                "backward_"
                        + source(l)
                                .kernel(network.arithmetic(), layer.backward().columns()),
                Workspace.tiles(samples),
                layer.backward().gridY(),
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
                "backward_"
                        + source(1)
                                .kernel(network.arithmetic(), layer.backward().columns()),
                Workspace.tiles(samples),
                layer.backward().gridY(),
                layer.blockCount(),
                space.blocks(1),
                network.parameters(),
                network.folded(),
                space.x(),
                network.codes(0),
                network.spec().inputs(),
                network.firstNeurons(),
                samples,
                space.stride(),
                space.delta(1),
                network.number(network.spec().omega()),
                space.firstSums());
        kernels.launch(
                stream,
                "firstGradient" + suffix,
                blocksFor(network.firstNeurons(), NEURONS_OF_FIRST_GRADIENT),
                1,
                1,
                THREADS,
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
            kernels.launch(
                    stream,
                    "scaleGradient" + suffix,
                    network.spec().scales().count(),
                    1,
                    1,
                    THREADS,
                    space.scaleShares(),
                    network.scaleBegins(),
                    space.gradient(last + 1));
        }
    }

    /**
     * The optimiser's step.
     *
     * @param samples samples of the batch
     * @param adam the optimiser
     * @param rates what it takes for each step since the clock was set
     * @param clock counts steps
     * @param step which step behind the clock this is
     * @param loss receives the loss, a double
     */
    void update(int samples, Adam adam, DeviceArray rates, DeviceArray clock, int step, DeviceArray loss) {
        kernels.launch(
                stream,
                "adam" + suffix,
                blocksFor(network.layout().trainableSize()),
                1,
                1,
                THREADS,
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
                squareCount(samples),
                1.0 / ((double) samples * network.spec().outputs()),
                loss);
    }

    /** Copies the samples of a mini-batch: {@code rows} rows of {@code from} to {@code to}. */
    void gather(
            DeviceArray from,
            int fromStride,
            int rows,
            DeviceArray indices,
            DeviceArray clock,
            int step,
            int samples,
            DeviceArray to) {
        kernels.launch(
                stream,
                "gather" + suffix,
                Math.multiplyExact(Workspace.blocksOfRow(samples), rows),
                1,
                1,
                THREADS,
                from,
                indices,
                clock,
                step,
                fromStride,
                samples,
                space.stride(),
                to);
    }

    /** Lets the clock go on. */
    void tick(DeviceArray clock, int steps) {
        kernels.launch(stream, "tick", 1, 1, 1, 1, clock, steps);
    }

    private Source source(int l) {
        return l == 1 ? network.firstSource() : Source.STORED;
    }

    private void launchTiles(String name, int gridX, int gridY, int gridZ, @Nullable Object... arguments) {
        kernels.launch(stream, name, gridX, gridY, gridZ, LayerPlan.TILE_THREADS, arguments);
    }

    private static int blocksFor(int threads) {
        return blocksFor(threads, THREADS);
    }

    private static int blocksFor(int items, int perBlock) {
        return (int) ((items + perBlock - 1L) / perBlock);
    }
}
