package io.mscale.harness.plan;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.work.FlopCount;

/**
 * About how long a cell takes, so that plans can be cut into equal parts. It depends on the specification alone, so it is
 * the same on every machine, and no better than that: backends differ by a factor of a few.
 */
public final class CellCost {

    /** What a library reaches on a core or two, in floating-point operations per second. */
    private static final double RATE = 2e10;

    /** Launch, warm-up and parity check. */
    private static final double AROUND_SECONDS = 3;

    private CellCost() {}

    /** Seconds of a cell. */
    public static double seconds(CellSpec cell) {
        double step = FlopCount.of(cell.modelSpec().network()).perStep(cell.samplesPerStep()) / RATE;
        double training = step * cell.training().steps();
        Double limit = cell.measurement().timeLimitSeconds();
        return AROUND_SECONDS + (limit == null ? training : Math.min(limit, training));
    }
}
