package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;

/** A data set on the device, and the call that accumulates the gradient of one of its batches, piece by piece. */
final class BoundData implements AutoCloseable {

    private final NDManager manager;
    private final StepScript script;
    private final BatchSchedule schedule;
    private final NDArray x;
    private final NDArray y;
    private final NDArray squares;
    private final StepScript.Call gradient;
    private final double meanFactor;
    private final int[] batch;

    /** The rows of x of the batch; x itself if that is the batch. */
    private final NDArray batchX;

    private final NDArray batchY;

    BoundData(
            NDManager parent,
            StepScript script,
            TrainingState state,
            int pieceRows,
            Dataset dataset,
            BatchSchedule schedule) {
        this.script = script;
        this.schedule = schedule;
        manager = parent.newSubManager();
        DataType type = state.type();
        x = Tensors.withOnes(manager, dataset.x(), dataset.inputs(), type);
        y = Tensors.create(manager, dataset.y(), new Shape(dataset.size(), dataset.outputs()), type);
        squares = manager.zeros(new Shape(), type);
        int size = schedule.batchSize();
        meanFactor = 1.0 / ((double) size * dataset.outputs());
        batch = new int[size];
        batchX = schedule.isFullBatch() ? x : manager.zeros(new Shape(size, dataset.inputs() + 1L), type);
        batchY = schedule.isFullBatch() ? y : manager.zeros(new Shape(size, dataset.outputs()), type);
        gradient = state.gradientCall(batchX, batchY, state.newBuffers(manager, pieceRows), squares);
    }

    /** Adds the gradient of a step's batch to the state's gradient; steps are counted from 1. */
    void addGradient(long step) {
        if (!schedule.isFullBatch()) {
            schedule.batch(step, batch);
            try (NDArray samples = manager.create(batch);
                    StepScript.Call gather = script.call("gather", x, y, samples, batchX, batchY)) {
                gather.run();
            }
        }
        gradient.run(2 * meanFactor);
    }

    /** Returns the loss of the last batch; waits until the device has finished all queued work. */
    double loss() {
        return Tensors.scalar(script, squares) * meanFactor;
    }

    @Override
    public void close() {
        gradient.close();
        manager.close();
    }
}
