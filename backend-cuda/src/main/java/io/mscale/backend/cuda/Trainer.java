package io.mscale.backend.cuda;

import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps over one data set. A single step and a row of several steps are each recorded once and then replayed. The
 * data that change between steps, the learning rate and the samples of a mini-batch, are copied to the GPU for many
 * steps ahead, and a step counter on the GPU selects the current ones.
 */
final class Trainer implements AutoCloseable {

    /** Steps per launch: a launch takes the CPU several microseconds, as long as a step of a small network. */
    private static final int ROW = 16;

    /** Steps whose learning rates and mini-batches are prepared at a time, limited by the memory for indices. */
    private static final int MOST_STEPS = 4096;

    /** 16 MiB of sample indices. */
    private static final int MOST_INDICES = 1 << 22;

    private final GpuStream stream;
    private final DeviceMemory memory;
    private final Passes passes;
    private final Runnable gradient;
    private final Workspace space;
    private final Adam adam;
    private final BatchSchedule schedule;
    private final int inputs;
    private final int targets;
    private final int chunk;
    private final DeviceArray rates;
    private final DeviceArray clock;
    private final DeviceArray loss;
    private final @Nullable MiniBatches miniBatches;

    /** By the number of steps: 1 and {@link #ROW}. */
    private final Map<Integer, StepGraph> graphs = new TreeMap<>();

    /**
     * All samples on the GPU, [rows x stride] each, from which the steps draw their batches.
     *
     * @param x the inputs
     * @param y the targets
     * @param stride the distance between rows
     * @param indices the sample indices of the prepared steps
     */
    private record MiniBatches(DeviceArray x, DeviceArray y, int stride, DeviceArray indices) {}

    /**
     * Copies the data to the GPU.
     *
     * @param gradient queues the passes from the batch in the workspace to the gradient
     */
    Trainer(
            GpuStream stream,
            DeviceMemory memory,
            Passes passes,
            Runnable gradient,
            Workspace space,
            Adam adam,
            Dataset dataset,
            BatchSchedule schedule) {
        this.stream = stream;
        this.memory = memory;
        this.passes = passes;
        this.gradient = gradient;
        this.space = space;
        this.adam = adam;
        this.schedule = schedule;
        inputs = dataset.inputs();
        targets = dataset.outputs();
        chunk = schedule.isFullBatch()
                ? MOST_STEPS
                : Math.max(1, Math.min(MOST_STEPS, MOST_INDICES / schedule.batchSize()));
        rates = memory.numbers(2L * chunk);
        clock = memory.bytes(Integer.BYTES);
        loss = memory.bytes(Double.BYTES);
        if (schedule.isFullBatch()) {
            memory.write(space.x, columns(dataset.x(), inputs, space.shape.stride()));
            memory.write(space.y, columns(dataset.y(), targets, space.shape.stride()));
            miniBatches = null;
        } else {
            int stride = dataset.size();
            MiniBatches batches = new MiniBatches(
                    memory.numbers((long) inputs * stride),
                    memory.numbers((long) targets * stride),
                    stride,
                    memory.bytes((long) Integer.BYTES * chunk * schedule.batchSize()));
            memory.write(batches.x(), columns(dataset.x(), inputs, stride));
            memory.write(batches.y(), columns(dataset.y(), targets, stride));
            miniBatches = batches;
        }
    }

    /** Transposes row-major [samples x width] to [width x stride]. */
    static double[] columns(double[] rows, int width, int stride) {
        double[] columns = new double[Math.multiplyExact(width, stride)];
        for (int i = 0; i < rows.length; i++) {
            columns[i % width * stride + i / width] = rows[i];
        }
        return columns;
    }

    /** Takes steps and returns the loss before the last one. */
    double train(long firstStep, int steps) {
        int taken = 0;
        while (taken < steps) {
            int next = Math.min(chunk, steps - taken);
            prepare(firstStep + taken, next);
            for (int left = next; left > 0; ) {
                int together = left >= ROW ? ROW : 1;
                graph(together).launch(stream);
                left -= together;
            }
            taken += next;
        }
        return memory.readDouble(loss);
    }

    private void prepare(long firstStep, int steps) {
        double[] numbers = new double[2 * steps];
        for (int i = 0; i < steps; i++) {
            long step = firstStep + i;
            numbers[2 * i] = adam.learningRateAt(step) / adam.firstMomentCorrection(step);
            numbers[2 * i + 1] = 1 / adam.secondMomentCorrection(step);
        }
        memory.write(rates, numbers);
        memory.clear(clock);
        if (miniBatches != null) {
            int[] indices = new int[steps * schedule.batchSize()];
            int[] batch = new int[schedule.batchSize()];
            for (int i = 0; i < steps; i++) {
                schedule.batch(firstStep + i, batch);
                System.arraycopy(batch, 0, indices, i * batch.length, batch.length);
            }
            memory.write(miniBatches.indices(), indices);
        }
    }

    private StepGraph graph(int steps) {
        StepGraph graph = graphs.get(steps);
        if (graph == null) {
            graph = StepGraph.record(stream, () -> {
                for (int step = 0; step < steps; step++) {
                    record(step);
                }
                passes.tick(clock, steps);
            });
            graphs.put(steps, graph);
        }
        return graph;
    }

    private void record(int step) {
        MiniBatches batches = miniBatches;
        if (batches != null) {
            passes.gather(batches.x(), batches.stride(), inputs, batches.indices(), clock, step, space.x);
            passes.gather(batches.y(), batches.stride(), targets, batches.indices(), clock, step, space.y);
        }
        gradient.run();
        passes.update(adam, rates, clock, step, loss);
    }

    /** Releases the recorded graphs. */
    @Override
    public void close() {
        graphs.values().forEach(StepGraph::close);
    }
}
