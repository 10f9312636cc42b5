package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;
import java.util.Optional;

/**
 * A cell's model, ready for its first step, with data bound and initial parameters set. Task, data and parameters are
 * the same for every backend. Closing this closes the model.
 */
public final class PreparedModel implements AutoCloseable {

    private final FittingTask task;
    private final DataSplit data;
    private final double[] initial;
    private final MscaleModel model;

    /** Builds the model of a specification. */
    public PreparedModel(CellSpec spec, MscaleBackend backend) {
        task = Providers.task(spec);
        data = spec.training().data(task, spec.seed());
        initial = spec.initialization()
                .draw(spec.modelSpec().network(), task.domain().inputRange(), spec.seed());
        model = backend.create(spec.modelSpec(), spec.device());
        try {
            model.bind(data.training());
            restart();
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    public MscaleModel model() {
        return model;
    }

    FittingTask task() {
        return task;
    }

    Dataset train() {
        return data.training();
    }

    /** The samples held out of the training set; empty if there are none. */
    Optional<Dataset> validation() {
        return data.validation();
    }

    public Dataset test() {
        return data.test();
    }

    /** The initial parameters; callers must not modify them. */
    double[] initialParameters() {
        return initial;
    }

    /** Takes steps one by one and returns their losses. */
    double[] firstLosses(int steps) {
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = model.train(1);
        }
        return losses;
    }

    /** Resets to the initial parameters and to step 0. */
    void restart() {
        model.setParameters(initial);
    }

    @Override
    public void close() {
        model.close();
    }
}
