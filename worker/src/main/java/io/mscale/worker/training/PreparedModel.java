package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;

/**
 * A cell's model, ready for its first step, with data bound and initial parameters set. Closing this closes the
 * model.
 */
public final class PreparedModel implements AutoCloseable {

    private final MscaleModel model;
    private final CellData data;

    /** Builds the model of a specification. */
    public PreparedModel(CellSpec spec, MscaleBackend backend) {
        data = CellData.of(spec);
        model = backend.create(spec.modelSpec(), spec.device());
        try {
            model.bind(data.train());
            model.setParameters(data.initial());
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** The model. */
    public MscaleModel model() {
        return model;
    }

    /** The task it is fitted to. */
    public FittingTask task() {
        return data.task();
    }

    /** The training data bound to the model. */
    public Dataset train() {
        return data.train();
    }

    /** The test data. */
    public Dataset test() {
        return data.test();
    }

    /** The initial parameters; callers must not modify them. */
    double[] initialParameters() {
        return data.initial();
    }

    /** Resets to the initial parameters and to step 0. */
    public void restart() {
        model.setParameters(data.initial());
    }

    @Override
    public void close() {
        model.close();
    }
}
