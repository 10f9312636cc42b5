package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** From when on something stayed true: an error that dips below a bound and rises again was not reached. */
public final class Lasting {

    private Lasting() {}

    /** The step of the first point from which on all points of a curve satisfy a condition; empty if the last does not. */
    public static OptionalInt step(List<CellRecord.CurvePoint> curve, Predicate<CellRecord.CurvePoint> condition) {
        int first = curve.size();
        while (first > 0 && condition.test(curve.get(first - 1))) {
            first--;
        }
        return first == curve.size() ? OptionalInt.empty() : OptionalInt.of(curve.get(first).step());
    }
}
