package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;

/** Task, data and initial parameters of a cell; the same for every backend. */
public final class CellData {

    private final FittingTask task;
    private final Dataset train;
    private final Dataset test;
    private final double[] initial;

    private CellData(FittingTask task, Dataset train, Dataset test, double[] initial) {
        this.task = task;
        this.train = train;
        this.test = test;
        this.initial = initial;
    }

    /** Creates the data for a specification. */
    public static CellData of(CellSpec spec) {
        FittingTask task = Providers.task(spec);
        return new CellData(
                task,
                task.trainingSet(spec.training().trainSize(), spec.seed()),
                task.testSet(spec.training().testSize(), spec.seed()),
                spec.initialization().draw(spec.modelSpec().network(), spec.seed()));
    }

    /** The task to fit. */
    public FittingTask task() {
        return task;
    }

    /** The training data. */
    public Dataset train() {
        return train;
    }

    /** The test data. */
    public Dataset test() {
        return test;
    }

    /**
     * The initial parameters, laid out as in {@link io.mscale.api.network.ParameterLayout}; callers must not modify
     * them.
     */
    public double[] initial() {
        return initial;
    }
}
