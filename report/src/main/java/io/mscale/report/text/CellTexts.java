package io.mscale.report.text;

import io.mscale.api.task.Units;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.JmhScore;
import io.mscale.record.run.GpuPeak;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.number.Formats;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts for numbers of a cell and of its machine. */
public final class CellTexts {

    private CellTexts() {}

    /** A deviation above which it is shown how much is allowed: the tolerance grows with the scale. */
    private static final double LARGE_DEVIATION = 1e-3;

    /** The largest deviation from the reference, marked if the check failed, with what is allowed if it is large. */
    public static String parity(CellRecord.@Nullable Parity parity) {
        if (parity == null) {
            return Formats.MISSING;
        }
        Double error = parity.maxRelativeError();
        return (parity.passed() ? "" : "FAILED ")
                + Formats.error(error)
                + (error != null && error > LARGE_DEVIATION ? allowed(parity) : "");
    }

    /** The test error in the units of the user's data, as in {@code RMSE 0.12 m}; empty if it has none. */
    public static String rmse(CellRecord cell) {
        Double rmse = CellMeasures.rmse(cell);
        Units units = cell.taskSettings().units();
        return rmse == null || units == null
                ? ""
                : ("RMSE " + Formats.error(rmse) + " " + units.outputs().get(0).unit()).strip();
    }

    public static String toTarget(@Nullable Double seconds) {
        return seconds != null && seconds.isInfinite() ? "not reached" : Formats.duration(seconds);
    }

    /** Why a cell's times are not shown; only for cells whose times do not count. */
    static String noTimes(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        if (CellMeasures.passedParity(cell) || parity == null) {
            return "would have computed " + Formats.rate(CellMeasures.claimedPeakFraction(cell))
                    + " times the peak of its machine, which is impossible";
        }
        if (!CellHistory.trainingErrorFell(cell.curve())) {
            return "failed its parity check: its training error did not fall";
        }
        String losses = "failed its parity check: its first " + parity.steps() + " losses ";
        return parity.maxRelativeError() == null
                ? losses + "are not all numbers"
                : losses + "differ from the float64 reference by up to " + Formats.error(parity.maxRelativeError())
                        + allowed(parity);
    }

    /** What parity allows, unless the record predates it. */
    private static String allowed(CellRecord.Parity parity) {
        return parity.allowedRelativeError() == null
                ? ""
                : " (allowed: " + Formats.error(parity.allowedRelativeError()) + ")";
    }

    /** A remark on a parity that passed, but not as well as rounding explains. */
    static String suspiciousParity(CellRecord.Parity parity) {
        return "passed its parity check, but its first losses differ from the reference by up to "
                + Formats.error(parity.maxRelativeError()) + ", where rounding explains "
                + Formats.error(parity.roundingError());
    }

    /** Both of JMH's scores, as far as they were measured. */
    public static String jmh(CellRecord.Jmh jmh) {
        String scores = joined(score("step", jmh.step()), score("predict", jmh.predict()));
        return scores.isEmpty() ? "no time" : scores;
    }

    private static @Nullable String score(String name, @Nullable JmhScore score) {
        return score == null
                ? null
                : name + " " + jmhTime(score)
                        + (score.allocatedBytes() == null ? "" : " (allocates " + jmhAllocation(score) + ")");
    }

    /** The mean and half the width of its 99.9% confidence interval. */
    public static String jmhTime(@Nullable JmhScore score) {
        return score == null ? Formats.MISSING : Formats.duration(score.seconds(), score.errorSeconds());
    }

    public static String jmhAllocation(@Nullable JmhScore score) {
        return score == null ? Formats.MISSING : Formats.allocation(score.allocatedBytes());
    }

    /** A graphics processor's peak, and the backend that measured it. */
    public static String peak(GpuPeak peak) {
        Double bytes = peak.copyBytesPerSecond();
        return joined(
                        rate("", peak.peakGflops32(), " GFLOP/s float32"),
                        rate("", peak.peakGflops64(), " GFLOP/s float64"),
                        rate("copies at ", bytes == null ? null : bytes / 1e9, " GB/s"))
                + ", measured by " + peak.backend();
    }

    private static @Nullable String rate(String before, @Nullable Double rate, String unit) {
        return rate == null ? null : before + Formats.rate(rate) + unit;
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
