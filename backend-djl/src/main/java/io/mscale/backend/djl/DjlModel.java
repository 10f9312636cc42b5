package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by the script. Everything a step needs lies on the device before the first one; a step is a few
 * calls into libtorch and leaves nothing behind.
 */
final class DjlModel extends MscaleModel {

    private final NDManager manager;
    private final StepScript script;
    private final TrainingState state;
    private final LayerBuffers buffers;
    private @Nullable BoundData data;

    DjlModel(ModelSpec spec, Device device) {
        super(spec, device);
        PyTorch pyTorch = PyTorch.start();
        script = pyTorch.script();
        manager = pyTorch.newManager(device);
        try {
            StepScript.enterThread(spec.threads());
            List<Branch> branches = Branch.of(spec.network(), layout());
            state = new TrainingState(manager, script, spec, layout(), branches);
            buffers = LayerBuffers.of(
                    manager, spec.network(), branches, state.type(), PieceSize.rows(spec.network(), device));
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
        data = new BoundData(manager, script, state, buffers, dataset, schedule);
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
        // A device works off its queue in order, but the loss is there before the last update is done.
        state.await();
        return bound.loss();
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        StepScript.enterThread(spec().threads());
        int outputs = spec().network().outputs();
        try (NDArray points = Tensors.withOnes(manager, x, spec().network().inputs(), state.type());
                NDArray values = manager.zeros(new Shape(samples, outputs), state.type());
                StepScript.Call predict = state.predictCall(points, values, buffers)) {
            predict.run();
            Tensors.read(values, y);
        }
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
