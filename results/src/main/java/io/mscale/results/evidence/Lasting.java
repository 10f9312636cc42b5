package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord.CurvePoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * When something came true in a training and stayed so. Errors oscillate: the first time that one falls below a bound is
 * no sign that it was learned, the last time that it crosses it is.
 */
public final class Lasting {

    private Lasting() {}

    /**
     * Returns the step from which on every later evaluation satisfies a condition.
     *
     * @return empty if the last evaluation does not satisfy it, or there is none
     */
    public static OptionalInt step(List<CurvePoint> curve, Predicate<CurvePoint> condition) {
        return point(curve, condition)
                .map(point -> OptionalInt.of(point.step()))
                .orElseGet(OptionalInt::empty);
    }

    /** Returns the evaluation from which on every later one satisfies a condition; empty if the last one does not. */
    static Optional<CurvePoint> point(List<CurvePoint> curve, Predicate<CurvePoint> condition) {
        int from = curve.size();
        while (from > 0 && condition.test(curve.get(from - 1))) {
            from--;
        }
        return from == curve.size() ? Optional.empty() : Optional.of(curve.get(from));
    }
}
