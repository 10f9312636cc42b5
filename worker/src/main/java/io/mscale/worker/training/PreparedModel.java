package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.training.OptimizerState;
import io.mscale.record.cell.CellSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell's model, ready for its first step, with data bound and initial parameters set. Task, data and parameters are
 * the same for every backend. Closing this closes the model.
 */
public final class PreparedModel implements AutoCloseable {

    private final FittingTask task;
    private final DataSplit data;
    private final PenaltyStages stages;
    private final double[] initial;
    private final @Nullable OptimizerState before;
    private final MscaleModel model;

    /** Builds the model of a specification, or of its first round. */
    public PreparedModel(CellSpec spec, MscaleBackend backend) {
        this(spec, backend, Providers.task(spec));
    }

    private PreparedModel(CellSpec spec, MscaleBackend backend, FittingTask task) {
        this(spec, backend, task, spec.modelSpec(), spec.training().data(task, spec.seed()), 0);
    }

    /**
     * Builds the model of one round.
     *
     * @param spec the cell
     * @param modelSpec the round's network
     * @param data what the round learns
     * @param round the round, from 0; each draws initial parameters of its own
     */
    PreparedModel(
            CellSpec spec, MscaleBackend backend, FittingTask task, ModelSpec modelSpec, DataSplit data, int round) {
        this.task = task;
        this.data = data;
        stages = new PenaltyStages(task, spec.training(), data.training(), spec.continues() != null);
        Optional<EarlierTraining> earlier = EarlierTraining.of(spec);
        initial = earlier.map(EarlierTraining::parameters).orElseGet(() -> spec.initialization()
                .draw(modelSpec.network(), task.domain().inputRange(), spec.seed(), round));
        before = earlier.flatMap(EarlierTraining::optimizer).orElse(null);
        model = backend.create(modelSpec, spec.device());
        try {
            model.bind(stages.data());
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

    /** The training data as they are at the end of the training. */
    Dataset train() {
        return data.training();
    }

    /** How the training data change over the training. */
    PenaltyStages stages() {
        return stages;
    }

    /** The samples held out of the training set; empty if there are none. */
    Optional<Dataset> validation() {
        return data.validation();
    }

    public Dataset test() {
        return data.test();
    }

    /** The initial parameters, or those that a training goes on with; callers must not modify them. */
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

    /** Resets to the initial parameters and to step 0, or to where the earlier training ended. */
    void restart() {
        if (before == null) {
            model.setParameters(initial);
        } else {
            model.setParameters(initial, before);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
