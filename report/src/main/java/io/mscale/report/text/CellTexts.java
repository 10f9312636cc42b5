package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.number.Figures;
import org.jspecify.annotations.Nullable;

/** Figures that need words. */
public final class CellTexts {

    private CellTexts() {}

    /** The largest deviation from the reference, marked if it was too much. */
    public static String parity(CellRecord.@Nullable Parity parity) {
        if (parity == null) {
            return Figures.MISSING;
        }
        String error = Figures.error(parity.maxRelativeError());
        return parity.passed() ? error : "FAILED " + error;
    }

    /** A time to target. */
    public static String toTarget(@Nullable Double seconds) {
        return seconds != null && seconds.isInfinite() ? "not reached" : Figures.duration(seconds);
    }

    /** Why a cell failed its parity check; for cells that did. */
    public static String parityProblem(CellRecord cell, CellRecord.Parity parity) {
        return CellRecord.CurvePoint.trainingErrorFell(cell.curve())
                ? "its first " + parity.steps() + " losses differ from the float64 reference by up to "
                        + Figures.error(parity.maxRelativeError())
                : "its training error did not fall";
    }
}
