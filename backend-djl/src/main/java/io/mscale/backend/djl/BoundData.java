package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.support.Shares;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set on the device, and for each thread the call that accumulates the gradient of its share of a batch, piece by
 * piece. Shares are runs of samples, as equal as possible.
 */
final class BoundData implements AutoCloseable {

    private final NDManager manager;
    private final StepScript script;
    private final BatchSchedule schedule;
    private final NDArray x;
    private final NDArray y;
    private final NDArray squares;
    private final List<StepScript.Call> gradients = new ArrayList<>();
    private final ThreadTeam team;
    private final ThreadTeam.Task addShare = this::addShare;
    private final double[] ofThreads;
    private final double meanFactor;
    private final int[] batch;

    /** The rows of x of the batch; x itself if that is the batch. */
    private final NDArray batchX;

    private final NDArray batchY;

    BoundData(
            NDManager parent,
            StepScript script,
            TrainingState state,
            ThreadTeam team,
            int pieceRows,
            Dataset dataset,
            BatchSchedule schedule) {
        this.script = script;
        this.team = team;
        this.schedule = schedule;
        manager = parent.newSubManager();
        DataType type = state.type();
        x = Tensors.withOnes(manager, dataset.x(), dataset.inputs(), type);
        y = Tensors.create(manager, dataset.y(), new Shape(dataset.size(), dataset.outputs()), type);
        int size = schedule.batchSize();
        int shares = Math.min(team.members(), size);
        ofThreads = new double[shares];
        squares = manager.zeros(new Shape(shares), type);
        meanFactor = 1.0 / ((double) size * dataset.outputs());
        batch = new int[size];
        batchX = schedule.isFullBatch() ? x : manager.zeros(new Shape(size, dataset.inputs() + 1L), type);
        batchY = schedule.isFullBatch() ? y : manager.zeros(new Shape(size, dataset.outputs()), type);
        try {
            for (int share = 0; share < shares; share++) {
                int from = Shares.begin(size, share, shares);
                int to = Shares.begin(size, share + 1, shares);
                LayerBuffers buffers = state.newBuffers(manager, Math.min(pieceRows, to - from));
                NDArray square = Tensors.view(squares, share, new Shape());
                gradients.add(state.gradientCall(
                        share, Tensors.rows(batchX, from, to), Tensors.rows(batchY, from, to), buffers, square));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Adds the gradient of a step's batch to the state's gradients; steps are counted from 1. */
    void addGradient(long step) {
        if (!schedule.isFullBatch()) {
            schedule.batch(step, batch);
            try (NDArray samples = manager.create(batch);
                    StepScript.Call gather = script.call("gather", x, y, samples, batchX, batchY)) {
                gather.run();
            }
        }
        team.run(addShare);
    }

    private void addShare(int thread) {
        if (thread < gradients.size()) {
            gradients.get(thread).run(2 * meanFactor);
        }
    }

    /** Returns the loss of the last batch; waits until the device has finished all queued work. */
    double loss() {
        Tensors.read(script, squares, ofThreads);
        double sum = 0;
        for (double ofThread : ofThreads) {
            sum += ofThread;
        }
        return sum * meanFactor;
    }

    @Override
    public void close() {
        gradients.forEach(StepScript.Call::close);
        manager.close();
    }
}
