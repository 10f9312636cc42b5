package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.support.Shares;
import io.mscale.api.support.ThreadSums;
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
    private final List<StepScript.Call> gradients = new ArrayList<>();

    /** The calls that read each share's sum of squared errors. */
    private final List<StepScript.Call> squares = new ArrayList<>();

    private final ThreadTeam team;
    private final ThreadTeam.Task addShare = this::addGradientOfShare;
    private final ThreadSums sums;
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
        try {
            DataType type = state.type();
            x = Tensors.withOnes(manager, dataset.x(), dataset.inputs(), type);
            y = Tensors.create(manager, dataset.y(), new Shape(dataset.size(), dataset.outputs()), type);
            int size = schedule.batchSize();
            meanFactor = 1.0 / ((double) size * dataset.outputs());
            batch = new int[size];
            batchX = schedule.isFullBatch() ? x : manager.zeros(new Shape(size, dataset.inputs() + 1L), type);
            batchY = schedule.isFullBatch() ? y : manager.zeros(new Shape(size, dataset.outputs()), type);
            int shares = Math.min(team.members(), size);
            sums = new ThreadSums(shares);
            state.useGradients(shares);
            for (int share = 0; share < shares; share++) {
                addShare(state, share, shares, pieceRows);
            }
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private void addShare(TrainingState state, int share, int shares, int pieceRows) {
        int from = Shares.begin(batch.length, share, shares);
        int to = Shares.begin(batch.length, share + 1, shares);
        NDArray square = manager.zeros(new Shape(), state.type());
        gradients.add(state.gradientCall(
                manager,
                share,
                Tensors.rows(batchX, from, to),
                Tensors.rows(batchY, from, to),
                state.newBuffers(manager, Math.min(pieceRows, to - from)),
                square));
        squares.add(script.call(manager, "number", square));
    }

    /** Adds the gradient of a step's batch to the state's gradients; steps are counted from 1. */
    void addGradient(long step) {
        if (!schedule.isFullBatch()) {
            schedule.batch(step, batch);
            try (NDArray samples = manager.create(batch);
                    StepScript.Call gather = script.call(manager, "gather", x, y, samples, batchX, batchY)) {
                gather.run();
            }
        }
        team.run(addShare);
    }

    private void addGradientOfShare(int thread) {
        if (thread < gradients.size()) {
            gradients.get(thread).run(2 * meanFactor);
        }
    }

    /** Returns the loss of the last batch; waits until the device has finished all queued work. */
    double loss() {
        for (int share = 0; share < squares.size(); share++) {
            sums.set(share, squares.get(share).number());
        }
        return sums.total() * meanFactor;
    }

    @Override
    public void close() {
        manager.close();
    }
}
