package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a cell that tables show. A cell that failed its parity check computed something else, so none of its
 * times is a figure; one that was not checked, in records of older versions, keeps them.
 */
final class CellFigures {

    private CellFigures() {}

    static @Nullable Double relativeL2(CellRecord cell) {
        return cell.accuracy() == null ? null : cell.accuracy().testRelativeL2();
    }

    /** The median step in seconds. */
    static @Nullable Double step(CellRecord cell) {
        CellRecord.Timing timing = trustedTiming(cell);
        return timing == null || timing.step() == null ? null : timing.step().median();
    }

    static @Nullable Double stepsPerSecond(CellRecord cell) {
        CellRecord.Timing timing = trustedTiming(cell);
        return timing == null ? null : timing.stepsPerSecond();
    }

    /** Training time to the target in seconds; infinite if it was not reached. */
    static @Nullable Double secondsToTarget(CellRecord cell) {
        CellRecord.Timing timing = trustedTiming(cell);
        if (timing == null) {
            return null;
        }
        CellRecord.TimeToTarget reached = timing.timeToTarget();
        return reached == null ? Double.POSITIVE_INFINITY : reached.seconds();
    }

    static @Nullable Double startupSeconds(CellRecord cell) {
        return cell.timing() == null ? null : cell.timing().startupSeconds();
    }

    static @Nullable Long peakMemory(CellRecord cell) {
        return cell.memory() == null ? null : cell.memory().peakRssBytes();
    }

    /** The largest deviation from the reference, marked if it was too much. */
    static String parity(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        if (parity == null) {
            return Figures.MISSING;
        }
        String error = Figures.error(parity.maxRelativeError());
        return parity.passed() ? error : "FAILED " + error;
    }

    /** Whether what the cell computed can be compared with others. */
    static boolean isTrusted(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        return cell.isOk() && (parity == null || parity.passed());
    }

    /** A time to target as text. */
    static String toTarget(@Nullable Double seconds) {
        return seconds != null && seconds.isInfinite() ? "not reached" : Figures.duration(seconds);
    }

    /** The median of a figure over the cells that have it; null if none has. */
    static @Nullable Double median(List<CellRecord> cells, Function<CellRecord, @Nullable Double> figure) {
        double[] sorted = cells.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return null;
        }
        int middle = sorted.length / 2;
        boolean odd = sorted.length % 2 == 1;
        return odd ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The cell's times, if they count. */
    static CellRecord.@Nullable Timing trustedTiming(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        return parity == null || parity.passed() ? cell.timing() : null;
    }
}
