package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.record.CellSpec;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;

/** A cell's model, ready for its first step: data bound, initial parameters set. Closing it closes the model. */
public final class PreparedModel implements AutoCloseable {

    private final MscaleModel model;
    private final FittingTask task;
    private final Dataset train;
    private final Dataset test;
    private final double[] initial;

    /** Builds the model of a specification. */
    public PreparedModel(CellSpec spec, MscaleBackend backend) {
        task = Providers.task(spec);
        train = task.trainingSet(spec.training().trainSize(), spec.seed());
        test = task.testSet(spec.training().testSize(), spec.seed());
        model = backend.create(spec.modelSpec(), spec.parsedDevice());
        try {
            initial = spec.initialization().draw(model.spec().network(), spec.seed());
            model.bind(train);
            model.setParameters(initial);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** The model. */
    public MscaleModel model() {
        return model;
    }

    /** What it is fitted to. */
    public FittingTask task() {
        return task;
    }

    /** The training data, which are bound to the model. */
    public Dataset train() {
        return train;
    }

    /** The test data. */
    public Dataset test() {
        return test;
    }

    /** The parameters training starts from; not to be changed. */
    double[] initialParameters() {
        return initial;
    }

    /** Back to the initial parameters and to step 0. */
    public void restart() {
        model.setParameters(initial);
    }

    @Override
    public void close() {
        model.close();
    }
}
