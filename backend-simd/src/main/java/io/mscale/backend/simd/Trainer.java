package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.support.ThreadSums;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.backend.simd.PanelShares.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes steps on one data set. Each thread processes its {@linkplain PanelShares share} of the sample panels and sums up
 * its own gradient; then the threads share out the parameters. The same number of threads gives the same bits.
 */
final class Trainer<A> {

    private final Kernels<A> kernels;
    private final Optimizer<A> optimizer;
    private final ThreadTeam team;
    private final List<ForwardPass<A>> forward;
    private final List<BackwardPass<A>> backward = new ArrayList<>();
    private final BatchSchedule schedule;
    private final int inputs;
    private final int columns;
    private final int size;
    private final A x;
    private final A y;
    private final int[] batch;
    private final List<List<Block>> shares;
    private final int rows;
    private final OutputLoss<A> loss;
    private final ThreadSums sums;
    private final ThreadTeam.Task addGradient = this::addGradient;
    private final ThreadTeam.Task update;

    Trainer(
            Parameters<A> parameters,
            Optimizer<A> optimizer,
            ThreadTeam team,
            List<ForwardPass<A>> forward,
            Loss loss,
            Dataset dataset,
            BatchSchedule schedule) {
        kernels = parameters.kernels;
        this.optimizer = optimizer;
        this.team = team;
        this.forward = forward;
        this.schedule = schedule;
        inputs = dataset.inputs();
        columns = dataset.outputs();
        size = dataset.size();
        x = columns(dataset.x(), inputs);
        y = columns(dataset.y(), columns);
        batch = new int[schedule.batchSize()];
        rows = loss.rows(inputs);
        this.loss = new OutputLoss<>(kernels, loss, inputs, columns, batch.length);
        sums = new ThreadSums(team.members());
        update = optimizer::update;
        int largest = forward.get(0).space.panels / rows;
        shares = PanelShares.of(PanelLayout.panels(batch.length), team.members(), largest);
        List<A> gradients = optimizer.gradients(shares.size());
        for (int t = 0; t < shares.size(); t++) {
            backward.add(new BackwardPass<>(parameters, forward.get(t), gradients.get(t)));
        }
    }

    /** Takes one step, counted from 1, and returns the loss before it. */
    double step(long step) {
        schedule.batch(step, batch);
        team.run(addGradient);
        optimizer.moveTo(step);
        team.run(update);
        return sums.total() * loss.meanFactor();
    }

    private void addGradient(int thread) {
        if (thread >= shares.size()) {
            return;
        }
        List<Block> blocks = shares.get(thread);
        double sum = 0;
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            sum += addBlock(thread, block.first(), block.panels());
        }
        sums.set(thread, sum);
    }

    /** Forward and backward pass over the sample panels {@code first} to {@code first + panels - 1}. */
    private double addBlock(int thread, int first, int panels) {
        Workspace<A> space = forward.get(thread).space;
        space.arrange(rows);
        for (int s = 0; s < panels; s++) {
            int sample = (first + s) * WIDTH;
            int valid = Math.min(WIDTH, batch.length - sample);
            for (int i = 0; i < inputs; i++) {
                kernels.gather(x, i * size, batch, sample, valid, space.x, space.xFrom(s * rows) + i * WIDTH);
            }
            for (int o = 0; o < columns; o++) {
                int to = (s * columns + o) * WIDTH;
                kernels.gather(y, o * size, batch, sample, valid, space.targets, to);
            }
        }
        space.transposeInputs(panels * rows);
        forward.get(thread).run(panels * rows);
        double sum = 0;
        for (int s = 0; s < panels; s++) {
            int valid = Math.min(WIDTH, batch.length - (first + s) * WIDTH);
            sum += loss.slopes(space, s, valid);
        }
        backward.get(thread).run(panels * rows);
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
