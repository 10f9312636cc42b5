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
import org.jspecify.annotations.Nullable;

/**
 * A data set on the device, and for each thread the call that accumulates the gradient of its share of a batch, piece by
 * piece. Shares are runs of samples, as equal as possible.
 */
final class BoundData implements AutoCloseable {

    private final NDManager manager;
    private final StepScript script;
    private final List<StepScript.Call> gradients = new ArrayList<>();

    /** The calls that read each share's sum of the loss's terms. */
    private final List<StepScript.Call> terms = new ArrayList<>();

    private final ThreadTeam team;
    private final ThreadTeam.Task addShare = this::addGradientOfShare;
    private final ThreadSums sums;
    private final double meanFactor;
    private final int batchSize;

    /** Null if every batch is the whole data set. */
    private final @Nullable MiniBatch miniBatch;

    /** The points and targets of the batch. */
    private final NDArray batchX;

    private final NDArray batchY;

    BoundData(
            NDManager parent,
            StepScript script,
            TrainingState state,
            ThreadTeam team,
            int piece,
            Dataset dataset,
            BatchSchedule schedule) {
        this.script = script;
        this.team = team;
        manager = parent.newSubManager();
        try {
            DataType type = state.type();
            NDArray x = Tensors.withOnes(manager, dataset.x(), dataset.inputs(), type);
            NDArray y = Tensors.create(manager, dataset.y(), new Shape(dataset.size(), dataset.outputs()), type);
            batchSize = schedule.batchSize();
            meanFactor = 1.0 / ((double) batchSize * state.terms());
            miniBatch = schedule.isFullBatch() ? null : new MiniBatch(manager, script, x, y, schedule);
            batchX = miniBatch == null ? x : miniBatch.x;
            batchY = miniBatch == null ? y : miniBatch.y;
            int shares = Math.min(team.members(), batchSize);
            sums = new ThreadSums(shares);
            state.useGradients(shares);
            for (int share = 0; share < shares; share++) {
                addShare(state, share, shares, piece);
            }
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private void addShare(TrainingState state, int share, int shares, int piece) {
        int from = Shares.begin(batchSize, share, shares);
        int to = Shares.begin(batchSize, share + 1, shares);
        NDArray sum = manager.zeros(new Shape(), state.typeOfSums());
        gradients.add(state.gradientCall(
                manager,
                share,
                Tensors.rows(batchX, from, to),
                Tensors.rows(batchY, from, to),
                Math.min(piece, to - from),
                sum));
        terms.add(script.call(manager, "number", sum));
    }

    /** Adds the gradient of a step's batch to the state's gradients; steps are counted from 1. */
    void addGradient(long step) {
        if (miniBatch != null) {
            miniBatch.load(step);
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
        for (int share = 0; share < terms.size(); share++) {
            sums.set(share, terms.get(share).number());
        }
        return sums.total() * meanFactor;
    }

    @Override
    public void close() {
        manager.close();
    }
}
