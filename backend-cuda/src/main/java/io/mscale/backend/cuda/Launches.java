package io.mscale.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queues kernels over a network and its buffers in a stream, by the kernels' names and argument lists. */
final class Launches {

    /** Threads of a block, as in the kernels. */
    static final int THREADS = 256;

    /** With 8 of the {@value #THREADS} threads of a block for each neuron. */
    private static final int NEURONS_OF_FIRST_GRADIENT = 32;

    private final Kernels kernels;
    private final GpuStream stream;
    private final DeviceNetwork network;
    private final Workspace space;

    Launches(Kernels kernels, GpuStream stream, DeviceNetwork network, Workspace space) {
        this.kernels = kernels;
        this.stream = stream;
        this.network = network;
        this.space = space;
    }

    /** Queues a kernel with one thread per number or neuron, in blocks of {@value #THREADS}. */
    void launch(String what, int blocks, @Nullable Object... arguments) {
        String name = what + "_" + network.arithmetic.suffix;
        kernels.launch(stream, name, blocks, 1, 1, THREADS, flat(arguments).toArray());
    }

    /** Queues a product of layer l in tiles. */
    void launchTiles(String what, int l, LayerPlan.Product product, int gridX, int gridZ, Object... arguments) {
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

    /** Queues the product from layer l's inputs to its z, left in parts. */
    void launchForward(String what, int l, int gridX, Object... inputs) {
        LayerPlan layer = space.layer(l);
        int splits = layer.forward().splits();
        launchTiles(
                what,
                l,
                layer.forward(),
                gridX,
                layer.blockCount() * splits,
                space.blocks(l),
                splits,
                network.parameters,
                inputs,
                layer.outputs(),
                space.parts);
    }

    /** Queues the product to the gradient of layer l, left in parts. */
    void launchWeights(String what, int l, Object... inputs) {
        LayerPlan layer = space.layer(l);
        int splits = layer.weights().splits();
        launchTiles(
                what,
                l,
                layer.weights(),
                layer.weights().gridX(),
                layer.blockCount() * splits,
                space.blocks(l),
                splits,
                inputs,
                space.delta(l),
                layer.size(),
                space.gradients.get(l));
    }

    /** Queues the product through layer l to the derivatives with respect to its inputs. */
    void launchBackward(String what, int l, int gridX, Object... more) {
        LayerPlan layer = space.layer(l);
        launchTiles(what, l, layer.backward(), gridX, layer.blockCount(), space.blocks(l), network.parameters, more);
    }

    /** Queues the sums of the first layer's gradient over the tiles of samples. */
    void sumFirstGradient(int tiles) {
        launch(
                "firstGradient",
                LayerPlan.tiles(network.firstNeurons(), NEURONS_OF_FIRST_GRADIENT),
                space.firstSums,
                tiles,
                network.parameters,
                firstLayer(),
                space.gradients.get(0),
                space.scaleShares);
        if (network.trainsScales()) {
            int scales = network.spec.scales().count();
            DeviceArray gradient = space.gradients.get(network.layout.layers().size());
            launch("scaleGradient", scales, space.scaleShares, network.scaleBegins, gradient);
        }
    }

    /** Queues the folding of the first layer by the kernel of that name. */
    void fold(String what) {
        int blocks = LayerPlan.tiles(network.firstNeurons(), THREADS);
        launch(what, blocks, network.parameters, firstLayer(), omega(), network.folded);
    }

    /** Advances the clock. */
    void tick(DeviceArray clock, int steps) {
        kernels.launch(stream, "tick", 1, 1, 1, 1, clock, steps);
    }

    /** Returns the kernel arguments that describe layer l's z in parts. */
    Object[] sums(int l) {
        LayerPlan layer = space.layer(l);
        return new Object[] {
            space.parts, layer.forward().splits(), network.parameters, network.biases.get(l), layer.sums()
        };
    }

    /** Returns the kernel arguments that describe layer l's inputs. */
    Object[] inputs(int l, DeviceArray x) {
        return network.source(l) == Arithmetic.Source.STORED
                ? new Object[] {space.values(l - 1)}
                : new Object[] {network.folded, x, network.codes.get(0), network.spec.inputs(), network.firstNeurons()};
    }

    /** Returns the network's frequency as a kernel argument. */
    Object omega() {
        return network.arithmetic.number(network.spec.omega());
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
}
