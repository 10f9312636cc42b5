package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.number.Formats;
import org.jspecify.annotations.Nullable;

/** Texts for numbers of a cell. */
public final class CellTexts {

    private CellTexts() {}

    /** The largest deviation from the reference, marked if the check failed. */
    public static String parity(CellRecord.@Nullable Parity parity) {
        if (parity == null) {
            return Formats.MISSING;
        }
        String error = Formats.error(parity.maxRelativeError());
        return parity.passed() ? error : "FAILED " + error;
    }

    /** A time to target. */
    public static String toTarget(@Nullable Double seconds) {
        return seconds != null && seconds.isInfinite() ? "not reached" : Formats.duration(seconds);
    }

    /** Why a cell failed its parity check; only for cells that did. */
    public static String parityProblem(CellRecord cell, CellRecord.Parity parity) {
        return CellRecord.CurvePoint.trainingErrorFell(cell.curve())
                ? "its first " + parity.steps() + " losses differ from the float64 reference by up to "
                        + Formats.error(parity.maxRelativeError())
                : "its training error did not fall";
    }
}
