package io.mscale.backend.simd;

import io.mscale.api.ModelSpec;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes steps on one data set. Thread t of T processes the t-th of T runs of sample panels and sums up its own
 * gradient; then the threads share out the parameters. The same number of threads gives the same bits.
 */
final class Trainer<A> {

    private static final int WIDTH = Panels.WIDTH;

    private final Kernels<A> kernels;
    private final Optimizer<A> optimizer;
    private final ThreadTeam team;
    private final List<Workspace<A>> spaces;
    private final List<ForwardPass<A>> forward;
    private final List<BackwardPass<A>> backward = new ArrayList<>();
    private final BatchSchedule schedule;
    private final int inputs;
    private final int outputs;
    private final int size;
    private final A x;
    private final A y;
    private final int[] batch;
    private final double meanFactor;
    private final double[] squares;
    private final ThreadTeam.Task addGradient = this::addGradient;
    private final ThreadTeam.Task update = this::update;

    Trainer(
            ModelSpec spec,
            PanelLayout layout,
            Kernels<A> kernels,
            Parameters<A> parameters,
            Optimizer<A> optimizer,
            ThreadTeam team,
            List<Workspace<A>> spaces,
            List<ForwardPass<A>> forward,
            Dataset dataset,
            BatchSchedule schedule) {
        this.kernels = kernels;
        this.optimizer = optimizer;
        this.team = team;
        this.spaces = spaces;
        this.forward = forward;
        this.schedule = schedule;
        inputs = dataset.inputs();
        outputs = dataset.outputs();
        size = dataset.size();
        x = columns(dataset.x(), inputs);
        y = columns(dataset.y(), outputs);
        batch = new int[schedule.batchSize()];
        meanFactor = 1.0 / ((double) schedule.batchSize() * outputs);
        squares = new double[team.members()];
        boolean trainsFirst = !spec.network().firstLayer().isFrozen();
        for (int t = 0; t < team.members(); t++) {
            backward.add(new BackwardPass<>(
                    layout,
                    kernels,
                    parameters,
                    spaces.get(t),
                    optimizer.gradient(t),
                    trainsFirst,
                    spec.network().omega()));
        }
    }

    /** Takes one step, counted from 1, and returns the loss before it. */
    double step(long step) {
        schedule.batch(step, batch);
        team.run(addGradient);
        optimizer.moveTo(step);
        team.run(update);
        double sum = 0;
        for (double threadSquares : squares) {
            sum += threadSquares;
        }
        return sum * meanFactor;
    }

    private void update(int thread) {
        optimizer.update(thread, team.members());
    }

    private void addGradient(int thread) {
        int all = Panels.count(batch.length);
        int from = Math.toIntExact((long) all * thread / team.members());
        int to = Math.toIntExact((long) all * (thread + 1) / team.members());
        // as many blocks as the workspace requires, all of nearly the same size
        int blocks = (to - from + spaces.get(thread).panels() - 1)
                / spaces.get(thread).panels();
        double sum = 0;
        for (int b = 0; b < blocks; b++) {
            int begin = from + Math.toIntExact((long) (to - from) * b / blocks);
            int end = from + Math.toIntExact((long) (to - from) * (b + 1) / blocks);
            sum += addBlock(thread, begin, end - begin);
        }
        squares[thread] = sum;
    }

    /** Forward and backward pass over the sample panels {@code first} to {@code first + panels - 1}. */
    private double addBlock(int thread, int first, int panels) {
        Workspace<A> space = spaces.get(thread);
        for (int s = 0; s < panels; s++) {
            int sample = (first + s) * WIDTH;
            int valid = Math.min(WIDTH, batch.length - sample);
            for (int i = 0; i < inputs; i++) {
                kernels.gather(x, i * size, batch, sample, valid, space.x, space.xOffset(s) + i * WIDTH);
            }
            for (int o = 0; o < outputs; o++) {
                kernels.gather(y, o * size, batch, sample, valid, space.targets, (s * outputs + o) * WIDTH);
            }
        }
        space.transposeInputs(panels);
        forward.get(thread).run(panels);
        double sum = 0;
        for (int s = 0; s < panels; s++) {
            int valid = Math.min(WIDTH, batch.length - (first + s) * WIDTH);
            sum += space.residuals(s, valid, 2 * meanFactor);
        }
        backward.get(thread).run(panels);
        return sum;
    }

    /** Transposes row-major [samples x columns] to column by column. */
    private A columns(double[] values, int columns) {
        A result = kernels.zeros(values.length);
        for (int i = 0; i < values.length; i++) {
            kernels.set(result, i % columns * (values.length / columns) + i / columns, values[i]);
        }
        return result;
    }
}
