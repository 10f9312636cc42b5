package io.mscale.results.evidence;

import io.mscale.api.task.Units;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.JmhScore;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.cell.Timing;
import io.mscale.results.statistics.Median;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a cell that reports show. Times are withheld from a cell that failed its parity check, for it computed
 * something else, and from one that would have passed the machine's peak; cells that were never checked, in older
 * records, keep theirs.
 */
public final class CellMeasures {

    /**
     * The share of the peak above which a time is impossible. A processor may clock higher than while its peak was measured,
     * but not that much.
     */
    private static final double IMPOSSIBLE_PEAK_FRACTION = 1.5;

    /** How often its rounding error a right backend's parity may be before it is worth a remark. */
    private static final double SUSPICIOUS_ROUNDING = 3;

    private CellMeasures() {}

    /** The peak signal-to-noise ratio on the test set in decibels; images only. */
    public static @Nullable Double psnr(CellRecord cell) {
        return cell.accuracy() == null ? null : cell.accuracy().psnr();
    }

    /** The structural similarity of the reported picture and the network's; images only. */
    public static @Nullable Double ssim(CellRecord cell) {
        return cell.accuracy() == null ? null : cell.accuracy().ssim();
    }

    /** The root of the test MSE in the units of the user's data; null if it has none, or several outputs. */
    public static @Nullable Double rmse(CellRecord cell) {
        Units units = cell.taskSettings().units();
        Double mse = cell.testMse();
        return units == null || units.outputs().size() != 1 || mse == null
                ? null
                : Double.valueOf(Math.sqrt(mse) * units.outputs().get(0).spread());
    }

    /** The median step in seconds. */
    public static @Nullable Double step(CellRecord cell) {
        Timing timing = trustedTiming(cell);
        return timing == null || timing.step() == null ? null : timing.step().median();
    }

    public static @Nullable Double peakFraction(CellRecord cell) {
        Timing timing = trustedTiming(cell);
        return timing == null ? null : timing.peakFraction();
    }

    public static CellRecord.@Nullable Jmh jmh(CellRecord cell) {
        Timing timing = trustedTiming(cell);
        return timing == null ? null : timing.jmh();
    }

    /**
     * When the test MSE reached the target for good: the evaluation from which on it stayed at or below the target to
     * the end of training. Early versions recorded the first such evaluation; what the curve says takes its place.
     *
     * @return null if the error was above the target at the end, or the cell's times do not count
     */
    public static CellRecord.@Nullable TimeToTarget timeToTarget(CellRecord cell) {
        Timing timing = trustedTiming(cell);
        CellRecord.TimeToTarget recorded = timing == null ? null : timing.timeToTarget();
        if (recorded == null || cell.curve().stream().noneMatch(point -> point.step() == recorded.steps())) {
            return recorded;
        }
        return Lasting.point(cell.curve(), point -> point.testMse() != null && point.testMse() <= recorded.mse())
                .map(point -> new CellRecord.TimeToTarget(recorded.mse(), point.seconds(), point.step()))
                .orElse(null);
    }

    /** The time of the first step in the process, in seconds, including the library's one-time initialisation. */
    public static @Nullable Double firstStepSeconds(CellRecord cell) {
        Timing timing = trustedTiming(cell);
        return timing == null ? null : timing.firstStepSeconds();
    }

    /** The time in seconds from the worker's launch until it was ready for its first step. */
    public static @Nullable Double startupSeconds(CellRecord cell) {
        return cell.timing() == null ? null : cell.timing().startupSeconds();
    }

    /** The worker's largest resident set in bytes. */
    public static @Nullable Long peakMemory(CellRecord cell) {
        return cell.memory() == null ? null : cell.memory().peakRssBytes();
    }

    /** The processor's instructions of a step; null if they were not counted or do not count. */
    public static @Nullable Double instructions(CellRecord cell) {
        StepCounts counts = timesCount(cell) ? cell.work().counts() : null;
        return counts == null ? null : counts.instructions();
    }

    /** Java objects that a step allocates, in bytes; null if they were not counted or do not count. */
    public static @Nullable Double allocatedBytes(CellRecord cell) {
        StepCounts counts = timesCount(cell) ? cell.work().counts() : null;
        return counts == null ? null : counts.allocatedBytes();
    }

    /** The peak memory that the model held on its device, in bytes; null on the CPU. */
    public static @Nullable Long deviceMemory(CellRecord cell) {
        return cell.memory() == null ? null : cell.memory().peakDeviceBytes();
    }

    /** Returns whether the cell finished successfully and its values can be compared with those of others. */
    public static boolean isTrusted(CellRecord cell) {
        return cell.isOk() && timesCount(cell);
    }

    /** The cell's times, or null if they do not count. */
    public static @Nullable Timing trustedTiming(CellRecord cell) {
        return timesCount(cell) ? cell.timing() : null;
    }

    /** Returns whether the cell's times count: it passed its parity check, and they are possible on its machine. */
    public static boolean timesCount(CellRecord cell) {
        return passedParity(cell) && !isFasterThanPeak(cell);
    }

    /** Also if it was not checked. */
    public static boolean passedParity(CellRecord cell) {
        return cell.parity() == null || cell.parity().passed();
    }

    private static boolean isFasterThanPeak(CellRecord cell) {
        Double fraction = claimedPeakFraction(cell);
        return fraction != null && fraction > IMPOSSIBLE_PEAK_FRACTION;
    }

    /** The share of the machine's peak of a cell's step, of its training or else by JMH, also if it is impossible. */
    public static @Nullable Double claimedPeakFraction(CellRecord cell) {
        Timing timing = cell.timing();
        Double peak = cell.measurement().peakGflops();
        if (timing == null || timing.peakFraction() != null || timing.jmh() == null || peak == null) {
            return timing == null ? null : timing.peakFraction();
        }
        JmhScore step = timing.jmh().step();
        return step == null ? null : cell.work().flopsPerStep() / step.seconds() / 1e9 / peak;
    }

    /** Returns whether the cell passed its parity check with more of a difference than rounding explains. */
    public static boolean isParitySuspicious(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        return parity != null
                && parity.passed()
                && parity.maxRelativeError() != null
                && parity.roundingError() != null
                && parity.maxRelativeError() > SUSPICIOUS_ROUNDING * parity.roundingError();
    }

    /** The median of a value over the cells that have it, including infinite ones; null if none has it. */
    public static @Nullable Double median(List<CellRecord> cells, Function<CellRecord, @Nullable Double> figure) {
        double[] values = cells.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? null : Median.of(values);
    }
}
