package io.mscale.backend.cuda;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A network on a GPU. */
final class CudaModel extends MscaleModel {

    /** Points that are predicted together. */
    private static final int PREDICTED = 4096;

    private final Gpu gpu;
    private final Kernels kernels;
    private final GpuStream stream;
    private final DeviceMemory memory;
    private final DeviceNetwork network;
    private @Nullable Workspace trainingSpace;
    private @Nullable Workspace predictionSpace;
    private @Nullable Trainer trainer;

    CudaModel(ModelSpec spec, Device device) {
        super(spec, device);
        gpu = Gpu.open(device.index());
        Arithmetic arithmetic = Arithmetic.of(spec.precision(), gpu.capability());
        kernels = gpu.kernels(arithmetic);
        stream = GpuStream.open(gpu);
        memory = new DeviceMemory(spec.precision(), stream);
        try {
            network = new DeviceNetwork(spec.network(), layout(), arithmetic, memory);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    @Override
    public OptionalLong peakDeviceBytes() {
        return OptionalLong.of(memory.peak());
    }

    @Override
    protected void writeParameters(double[] flat) {
        gpu.makeCurrent();
        network.write(flat);
        stream.finish();
    }

    @Override
    protected void readParameters(double[] flat) {
        gpu.makeCurrent();
        memory.read(network.parameters(), flat);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        gpu.makeCurrent();
        unbind();
        Workspace opened = new Workspace(network, memory, schedule.batchSize(), true, gpu.multiprocessors());
        trainingSpace = opened;
        trainer = new Trainer(
                stream,
                memory,
                new Passes(kernels, stream, network, opened),
                opened,
                spec().training().optimizer(),
                dataset,
                schedule);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        Trainer bound = trainer;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        gpu.makeCurrent();
        return bound.train(firstStep, steps);
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        gpu.makeCurrent();
        Workspace opened = spaceFor(Math.min(samples, PREDICTED));
        int inputs = spec().network().inputs();
        int outputs = spec().network().outputs();
        Passes passes = new Passes(kernels, stream, network, opened);
        int most = Math.min(samples, opened.capacity());
        // The batch that is trained with stays where it is.
        DeviceArray predicted = memory.numbers((long) inputs * opened.stride());
        DeviceArray results = memory.numbers((long) most * outputs);
        try {
            for (int first = 0; first < samples; first += most) {
                int count = Math.min(most, samples - first);
                double[] rows = Arrays.copyOfRange(x, first * inputs, (first + count) * inputs);
                memory.write(predicted, Trainer.columns(rows, inputs, opened.stride()));
                passes.forward(predicted, count);
                passes.predict(count, results);
                double[] part = new double[count * outputs];
                memory.read(results, part);
                System.arraycopy(part, 0, y, first * outputs, part.length);
            }
        } finally {
            memory.free(predicted);
            memory.free(results);
        }
    }

    @Override
    protected void release() {
        gpu.tryMakeCurrent();
        unbind();
        memory.close();
        stream.close();
    }

    private void unbind() {
        if (trainer != null) {
            trainer.close();
            trainer = null;
        }
        if (trainingSpace != null) {
            trainingSpace.free();
            trainingSpace = null;
        }
    }

    /** One in which so many points can be predicted: that of the training, if it is large enough. */
    private Workspace spaceFor(int samples) {
        if (trainingSpace != null && trainingSpace.capacity() >= samples) {
            return trainingSpace;
        }
        Workspace found = predictionSpace;
        if (found == null || found.capacity() < samples) {
            if (found != null) {
                found.free();
            }
            found = new Workspace(network, memory, samples, false, gpu.multiprocessors());
            predictionSpace = found;
        }
        return found;
    }
}
