package io.mscale.harness.plan;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.work.FlopCount;

/**
 * Rough duration of a cell, used to cut a plan into equal parts. It depends on the specification alone, so that all
 * machines agree on it; actual backends differ from it by a factor of a few.
 */
public final class CellCost {

    /** A typical rate of a library on one or two cores, in floating-point operations per second. */
    private static final double RATE = 2e10;

    /** Launch, warm-up and parity check. */
    private static final double AROUND_SECONDS = 3;

    private CellCost() {}

    /** The estimated duration in seconds. */
    public static double seconds(CellSpec cell) {
        double step = FlopCount.of(cell.modelSpec().network()).perStep(cell.samplesPerStep()) / RATE;
        double training = step * cell.training().steps();
        Double limit = cell.measurement().timeLimitSeconds();
        return AROUND_SECONDS + (limit == null ? training : Math.min(limit, training));
    }
}
