package io.mscale.backend.cuda;

import io.mscale.api.training.Loss;

/**
 * Queues the kernels of losses that contain derivatives by the input, in order. Each sample has several rows of every
 * layer; products treat them as more samples.
 */
final class DifferentialPasses {

    private final Launches launches;
    private final DeviceNetwork network;
    private final Workspace space;
    private final String lossKernel;
    private final int last;

    /**
     * Prepares the passes.
     *
     * @param loss the loss; its kernel has the same name
     */
    DifferentialPasses(Loss loss, Launches launches, DeviceNetwork network, Workspace space) {
        lossKernel = loss.id();
        this.launches = launches;
        this.network = network;
        this.space = space;
        last = network.layout.layers().size() - 1;
    }

    /** From the batch in the workspace to the loss's gradient. */
    void gradient() {
        forward();
        launches.launch(lossKernel, blocks(1), launches.sums(last), rows(), space.y, space.delta(last), space.losses);
        backward();
    }

    private void forward() {
        launches.fold("foldRows");
        for (int l = 1; l <= last; l++) {
            int tiles = space.shape.tiles();
            if (l == 1) {
                launches.launchForward("forwardRows", l, tiles, inputs(l));
            } else {
                launches.launchForward("forward", l, tiles, launches.inputs(l, space.x), columns());
            }
            if (l < last) {
                int outputs = space.layer(l).outputs();
                launches.launch(
                        "activateRows",
                        blocks(outputs),
                        launches.sums(l),
                        rows(),
                        outputs,
                        network.codes.get(l),
                        launches.omega(),
                        space.values(l),
                        space.slopes(l));
            }
        }
    }

    private void backward() {
        int tiles = space.shape.tiles();
        for (int l = last; l > 0; l--) {
            launches.launchWeights("weightsRows", l, inputs(l));
            if (l > 1) {
                DeviceArray below = space.delta(l - 1);
                launches.launchBackward("backwardRows", l, tiles, columns(), space.delta(l), below);
                int neurons = space.layer(l - 1).outputs();
                launches.launch("backwardActivation", blocks(neurons), space.slopes(l - 1), rows(), below);
            } else if (!network.spec.firstLayer().isFrozen()) {
                launches.launchBackward(
                        "backwardRows", 1, tiles, inputs(1), space.delta(1), launches.omega(), space.firstSums);
                launches.sumFirstGradient(tiles);
            }
        }
    }

    /** Returns the blocks of a kernel with one thread per sample and neuron. */
    private int blocks(int neurons) {
        return Workspace.blocksOfRows(space.shape.samples(), neurons);
    }

    /** Returns the kernel arguments that describe layer l's inputs with all rows. */
    private Object[] inputs(int l) {
        return new Object[] {launches.inputs(l, space.x), rows()};
    }

    /** Returns the kernel arguments that describe the batch as so many samples. */
    private Object[] columns() {
        return new Object[] {space.shape.columns(), space.shape.stride()};
    }

    /** Returns the kernel arguments that describe the batch and its rows. */
    private Object[] rows() {
        BatchShape shape = space.shape;
        return new Object[] {shape.samples(), shape.stride(), shape.rows(), shape.rowStride(), network.spec.inputs()};
    }
}
