package io.mscale.backend.ejml;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.support.ThreadSums;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes steps on one data set. Thread t of T processes pieces t, t + T, ... of each batch and sums up its own
 * gradient; the gradients are added in thread order, so the same number of threads gives the same bits.
 */
final class Trainer<M> {

    private final Arithmetic<M> arithmetic;
    private final TrainingState<M> state;
    private final ThreadTeam team;
    private final BatchSchedule schedule;
    private final Pieces pieces;
    private final double meanFactor;
    private final M[] x;
    private final M[] y;
    private final int[] batch;
    private final ThreadSums sums;
    private final List<BackwardPass<M>> passes = new ArrayList<>();
    private final ThreadTeam.Task addGradient = this::addGradient;
    private final ThreadTeam.Task update;

    Trainer(
            NetworkSpec network,
            Loss loss,
            Arithmetic<M> arithmetic,
            TrainingState<M> state,
            ThreadTeam team,
            Dataset dataset,
            BatchSchedule schedule) {
        this.arithmetic = arithmetic;
        this.state = state;
        this.team = team;
        this.schedule = schedule;
        pieces = Pieces.of(schedule.batchSize(), team.members(), loss.rows(network.inputs()));
        meanFactor = 1.0 / ((double) schedule.batchSize() * network.outputs());
        x = columns(arithmetic, dataset.x(), dataset.inputs());
        y = columns(arithmetic, dataset.y(), dataset.outputs());
        batch = new int[schedule.batchSize()];
        sums = new ThreadSums(team.members());
        update = state::update;
        for (Parameters<M> gradient : state.gradients(pieces.busyThreads())) {
            passes.add(new BackwardPass<>(network, arithmetic, state.parameters, gradient, loss, pieces.size()));
        }
    }

    /** Takes one step, counted from 1, and returns the loss before it. */
    double step(long step) {
        schedule.batch(step, batch);
        team.run(addGradient);
        state.moveTo(step);
        team.run(update);
        return sums.total() * meanFactor;
    }

    private void addGradient(int thread) {
        if (thread >= passes.size()) {
            return;
        }
        BackwardPass<M> pass = passes.get(thread);
        double sum = 0;
        for (int turn = 0; turn < pieces.perThread(); turn++) {
            int first = pieces.first(thread, turn);
            int valid = pieces.valid(first);
            if (valid > 0) {
                gather(x, first, valid, pass.forward.inputs);
                gather(y, first, valid, pass.targets);
                sum += pass.run(valid, meanFactor);
            }
        }
        sums.set(thread, sum);
    }

    private void gather(M[] source, int first, int count, M[] target) {
        for (int c = 0; c < source.length; c++) {
            arithmetic.gather(source[c], batch, first, count, target[c], pieces.size());
        }
    }

    /** Converts row-major [samples x columns] to one row per column. */
    private static <M> M[] columns(Arithmetic<M> arithmetic, double[] values, int columns) {
        int samples = values.length / columns;
        M[] rows = arithmetic.rows(columns, samples);
        double[] column = new double[samples];
        for (int c = 0; c < columns; c++) {
            for (int s = 0; s < samples; s++) {
                column[s] = values[s * columns + c];
            }
            arithmetic.load(rows[c], column, 0);
        }
        return rows;
    }
}
