package io.mscale.worker.external;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** Computes what a worker is not asked for: its errors, and whether its losses are the reference's. */
public interface Judge {

    /** How many first losses are compared; 0 if none. */
    int paritySteps();

    /** The numbers of a prediction of the test points. */
    int testValues();

    /** The error of a prediction of the test points. */
    double testMse(double[] prediction);

    /** Compares the worker's first losses with the reference's. */
    CellRecord.Parity parity(double[] losses);

    /**
     * An evaluation with its errors.
     *
     * @param prediction the network at the test points
     */
    WorkerEvent evaluation(
            double wallSeconds, int step, double seconds, @Nullable Double trainMse, double[] prediction);
}
