package io.mscale.backend.cuda;

import io.mscale.api.training.Adam;

/** Queues the kernels of the passes through the network in a stream, in order: of values, and of the squared error. */
final class Passes {

    private final Launches launches;
    private final DeviceNetwork network;
    private final Workspace space;
    private final int last;

    Passes(Launches launches, DeviceNetwork network, Workspace space) {
        this.launches = launches;
        this.network = network;
        this.space = space;
        last = network.layout.layers().size() - 1;
    }

    /** From the batch's inputs to the layers' outputs; the last layer's z is left in parts. */
    void forward(DeviceArray x, int samples) {
        launches.fold("fold");
        for (int l = 1; l <= last; l++) {
            Object[] inputs = {launches.inputs(l, x), samples, space.shape.stride()};
            launches.launchForward("forward", l, BatchShape.tiles(samples), inputs);
            if (l < last) {
                DeviceArray codes = network.codes.get(l);
                launchOnSums("activate", l, samples, codes, launches.omega(), space.values(l), space.slopes(l));
            }
        }
    }

    /** From the last layer's z to the predictions, row-major [samples x outputs]. */
    void predict(int samples, DeviceArray y) {
        launchOnSums("predict", last, samples, y);
    }

    /** From the batch in the workspace to the squared error's gradient. */
    void gradient() {
        int samples = space.shape.samples();
        int stride = space.shape.stride();
        forward(space.x, samples);
        launchOnSums("loss", last, samples, space.y, space.delta(last), space.losses);
        for (int l = last; l > 0; l--) {
            Object[] inputs = {launches.inputs(l, space.x), samples, stride};
            launches.launchWeights("weights", l, inputs);
            int tiles = space.shape.tiles();
            if (l > 1) {
                launches.launchBackward(
                        "backward", l, tiles, samples, stride, space.delta(l), space.slopes(l - 1), space.delta(l - 1));
            } else if (!network.spec.firstLayer().isFrozen()) {
                launches.launchBackward(
                        "backward", 1, tiles, inputs, space.delta(1), launches.omega(), space.firstSums);
                launches.sumFirstGradient(tiles);
            }
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
    void update(Adam adam, DeviceArray rates, DeviceArray clock, int step, DeviceArray loss) {
        Arithmetic arithmetic = network.arithmetic;
        int samples = space.shape.samples();
        launches.launch(
                "adam",
                LayerPlan.tiles(network.layout.trainableSize(), Launches.THREADS),
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
                space.losses,
                Workspace.blocksOfRows(samples, network.spec.outputs()),
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
            DeviceArray to) {
        int samples = space.shape.samples();
        int blocks = Workspace.blocksOfRows(samples, rows);
        launches.launch("gather", blocks, from, indices, clock, step, fromStride, samples, space.shape.stride(), to);
    }

    /** Advances the clock. */
    void tick(DeviceArray clock, int steps) {
        launches.tick(clock, steps);
    }

    /** Queues a kernel that reads layer l's z from its parts. */
    private void launchOnSums(String what, int l, int samples, Object... more) {
        int outputs = space.layer(l).outputs();
        int blocks = Workspace.blocksOfRows(samples, outputs);
        launches.launch(what, blocks, launches.sums(l), samples, space.shape.stride(), outputs, more);
    }
}
