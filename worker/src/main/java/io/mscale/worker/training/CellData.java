package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;

/** What a cell is trained from, whoever trains it. */
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

    /** The data of a specification. */
    public static CellData of(CellSpec spec) {
        FittingTask task = Providers.task(spec);
        return new CellData(
                task,
                task.trainingSet(spec.training().trainSize(), spec.seed()),
                task.testSet(spec.training().testSize(), spec.seed()),
                spec.initialization().draw(spec.modelSpec().network(), spec.seed()));
    }

    /** What is fitted. */
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
     * The parameters training starts from, as {@link io.mscale.api.network.ParameterLayout} lays them out; not to be
     * changed.
     */
    public double[] initial() {
        return initial;
    }
}
