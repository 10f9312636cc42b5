package io.mscale.backend.djl;

import static io.mscale.backend.djl.StepScript.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Rows batchRows;

    /** The rows of x and y of a batch that is a subset. */
    private record Rows(NDArray x, NDArray y) {}

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
        LayerBuffers buffers = state.newBuffers(manager, pieceRows);
        if (schedule.isFullBatch()) {
            batch = new int[0];
            batchRows = null;
            gradient = state.gradientCall(x, y, buffers, squares);
        } else {
            batch = new int[size];
            Rows rows = new Rows(
                    manager.zeros(new Shape(size, dataset.inputs() + 1L), type),
                    manager.zeros(new Shape(size, dataset.outputs()), type));
            batchRows = rows;
            gradient = state.gradientCall(rows.x(), rows.y(), buffers, squares);
        }
    }

    /** Adds the gradient of a step's batch to the state's gradient; steps are counted from 1. */
    void addGradient(long step) {
        if (batchRows != null) {
            gather(batchRows, step);
        }
        gradient.run(2 * meanFactor);
    }

    /** Returns the loss of the last batch; waits until the device has finished all queued work. */
    double loss() {
        return Tensors.scalar(script, squares) * meanFactor;
    }

    private void gather(Rows rows, long step) {
        schedule.batch(step, batch);
        try (NDArray samples = manager.create(batch);
                StepScript.Call gather = script.call(
                        "gather", tensor(x), tensor(y), tensor(samples), tensor(rows.x()), tensor(rows.y()))) {
            gather.run();
        }
    }

    @Override
    public void close() {
        gradient.close();
        manager.close();
    }
}
