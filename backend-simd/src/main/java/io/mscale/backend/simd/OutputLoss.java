package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.MeanSquaredError;
import io.mscale.api.training.Residual;

/** A loss over the outputs of a batch: turns them, where they are, into the loss's derivatives by them. */
final class OutputLoss<A> {

    private final Kernels<A> kernels;
    private final RowKernels<A> rowKernels;
    private final Loss loss;
    private final int inputs;
    private final int columns;
    private final double meanFactor;

    /**
     * Of a network with that many inputs.
     *
     * @param columns the columns of a sample's targets
     */
    OutputLoss(Kernels<A> kernels, Loss loss, int inputs, int columns, int batchSize) {
        this.kernels = kernels;
        this.loss = loss;
        this.inputs = inputs;
        this.columns = columns;
        rowKernels = kernels.rows();
        boolean isMeanOverOutputs = loss instanceof MeanSquaredError;
        meanFactor = 1.0 / ((double) batchSize * (isMeanOverOutputs ? columns : 1));
    }

    /** What makes a batch's sum the loss. */
    double meanFactor() {
        return meanFactor;
    }

    /**
     * Turns the rows of the {@code s}-th panel of samples of the last layer's z into the loss's derivatives.
     *
     * @param valid number of samples that are not padding
     * @return the sum over the samples
     */
    double slopes(Workspace<A> space, int s, int valid) {
        int last = space.z.size() - 1;
        A u = space.z.get(last);
        int from = space.zFrom(last, s * space.rows());
        int stride = space.zFrom(last, 1) - space.zFrom(last, 0);
        int targetsFrom = s * columns * WIDTH;
        if (loss instanceof Energy) {
            return rowKernels.energy(u, from, stride, inputs, space.targets, targetsFrom, valid, meanFactor);
        }
        if (loss instanceof Residual) {
            return rowKernels.residual(u, from, stride, inputs, space.targets, targetsFrom, valid, meanFactor);
        }
        double sum = 0;
        for (int o = 0; o < columns; o++) {
            int at = o * WIDTH;
            sum += kernels.residual(u, from + at, space.targets, targetsFrom + at, valid, 2 * meanFactor);
        }
        return sum;
    }
}
