package io.mscale.backend.cuda;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A network trained and evaluated on a GPU. */
final class CudaModel extends MscaleModel {

    /** Points evaluated at a time: enough to occupy a GPU without a noticeable amount of memory. */
    private static final int PREDICTED = 4096;

    private final Gpu gpu;
    private final Loss loss;
    private final Kernels kernels;
    private final GpuStream stream;
    private final DeviceMemory memory;
    private final DeviceNetwork network;
    private @Nullable Binding binding;
    private @Nullable Prediction prediction;

    private record Binding(DeviceMemory memory, Workspace space, Trainer trainer) {}

    /** The memory and buffers for predictions of more points than the training's buffers hold. */
    private record Prediction(DeviceMemory memory, Workspace space) {}

    CudaModel(ModelSpec spec, Device device) {
        super(spec, device);
        gpu = Gpu.open(device.index());
        Arithmetic arithmetic = Arithmetic.of(spec.precision(), gpu.capability);
        loss = spec.training().loss();
        kernels = loss.isDifferential() ? gpu.rowKernels(arithmetic) : gpu.kernels(arithmetic);
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
        memory.read(network.parameters, flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        gpu.makeCurrent();
        network.readMoments(first, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        gpu.makeCurrent();
        network.writeMoments(first, second);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        gpu.makeCurrent();
        unbind();
        DeviceMemory part = memory.part();
        try {
            BatchShape shape = BatchShape.of(loss, spec().network(), schedule.batchSize());
            Workspace space = new Workspace(network, part, shape, true, gpu.multiprocessors);
            Launches launches = new Launches(kernels, stream, network, space);
            Passes passes = new Passes(launches, network, space);
            Runnable gradient = loss.isDifferential()
                    ? new DifferentialPasses(loss, launches, network, space)::gradient
                    : passes::gradient;
            Adam adam = spec().training().adam();
            Trainer trainer = new Trainer(stream, part, passes, gradient, space, adam, dataset, schedule);
            binding = new Binding(part, space, trainer);
        } catch (RuntimeException e) {
            part.close();
            throw e;
        }
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        Binding bound = binding;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        gpu.makeCurrent();
        return bound.trainer().train(firstStep, steps);
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        gpu.makeCurrent();
        Workspace space = spaceFor(Math.min(samples, PREDICTED));
        int inputs = spec().network().inputs();
        int outputs = spec().network().outputs();
        Passes passes = new Passes(new Launches(kernels, stream, network, space), network, space);
        int most = Math.min(samples, space.shape.samples());
        int stride = space.shape.stride();
        try (DeviceMemory part = memory.part()) {
            // Use separate memory: the training batch stays in the workspace.
            DeviceArray points = part.numbers((long) inputs * stride);
            DeviceArray results = part.numbers((long) most * outputs);
            for (int first = 0; first < samples; first += most) {
                int count = Math.min(most, samples - first);
                double[] rows = Arrays.copyOfRange(x, first * inputs, (first + count) * inputs);
                part.write(points, Trainer.columns(rows, inputs, stride));
                passes.forward(points, count);
                passes.predict(count, results);
                double[] some = new double[count * outputs];
                part.read(results, some);
                System.arraycopy(some, 0, y, first * outputs, some.length);
            }
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
        if (binding != null) {
            binding.trainer().close();
            binding.memory().close();
            binding = null;
        }
    }

    /** Returns a workspace for predictions of this many points: the training's if it is large enough. */
    private Workspace spaceFor(int samples) {
        if (binding != null && binding.space().shape.samples() >= samples) {
            return binding.space();
        }
        if (prediction != null && prediction.space().shape.samples() < samples) {
            prediction.memory().close();
            prediction = null;
        }
        if (prediction == null) {
            DeviceMemory part = memory.part();
            try {
                BatchShape shape = BatchShape.values(spec().network(), samples);
                prediction = new Prediction(part, new Workspace(network, part, shape, false, gpu.multiprocessors));
            } catch (RuntimeException e) {
                part.close();
                throw e;
            }
        }
        return prediction.space();
    }
}
