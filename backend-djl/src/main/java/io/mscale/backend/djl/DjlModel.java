package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by the script. All data of a step are on the device before the first one; a step is a few calls
 * into libtorch and leaves no objects behind.
 */
final class DjlModel extends MscaleModel {

    private final NDManager manager;
    private final StepScript script;
    private final TrainingState state;
    private @Nullable BoundData data;
    private @Nullable LayerBuffers evaluation;

    DjlModel(ModelSpec spec, Device device) {
        super(spec, device);
        PyTorch pyTorch = PyTorch.start();
        script = pyTorch.script();
        manager = pyTorch.newManager(device);
        try {
            StepScript.enterThread(spec.threads());
            state = new TrainingState(manager, script, spec, layout(), Branch.of(spec.network(), layout()));
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    @Override
    protected void writeParameters(double[] flat) {
        StepScript.enterThread(spec().threads());
        state.reset(flat);
    }

    @Override
    protected void readParameters(double[] flat) {
        state.read(flat);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        if (data != null) {
            data.close();
        }
        int pieceRows = LayerBuffers.rows(spec().network(), device(), schedule.batchSize());
        data = new BoundData(manager, script, state, pieceRows, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        BoundData bound = data;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        StepScript.enterThread(spec().threads());
        for (long step = firstStep; step < firstStep + steps; step++) {
            bound.addGradient(step);
            state.update(step);
        }
        return bound.loss();
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        StepScript.enterThread(spec().threads());
        int outputs = spec().network().outputs();
        try (NDArray points = Tensors.withOnes(manager, x, spec().network().inputs(), state.type());
                NDArray values = manager.zeros(new Shape(samples, outputs), state.type());
                StepScript.Call predict = state.predictCall(points, values, evaluationBuffers())) {
            predict.run();
            Tensors.read(script, values, y);
        }
    }

    /** Returns buffers of their own for evaluations, since those of a small batch would be inefficient. */
    private LayerBuffers evaluationBuffers() {
        LayerBuffers buffers = evaluation;
        if (buffers == null) {
            buffers = state.newBuffers(manager, LayerBuffers.rows(spec().network(), device(), LayerBuffers.MOST));
            evaluation = buffers;
        }
        return buffers;
    }

    @Override
    protected void release() {
        if (data != null) {
            data.close();
        }
        state.close();
        manager.close();
    }
}
