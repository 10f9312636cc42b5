package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Quantile;
import io.mscale.record.cell.Timing;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of a cell's step times in seconds. Samples beyond Tukey's fences, 1.5 interquartile ranges below the
 * first or above the third quartile, are marked as outliers but never dropped.
 *
 * @param samples all samples in measurement order
 * @param median of several repeats the median of their medians, which need not be that of all samples
 */
public record StepTimes(List<Double> samples, double firstQuartile, double median, double thirdQuartile) {

    /** Tukey's conventional fence; 0.7% of normally distributed samples lie beyond it. */
    private static final double TUKEY = 1.5;

    public StepTimes {
        samples = List.copyOf(samples);
    }

    /** Returns the samples of a cell; empty if it has none, or none that count. */
    public static Optional<StepTimes> of(CellRecord cell) {
        Timing timing = CellMeasures.trustedTiming(cell);
        if (timing == null || timing.step() == null || timing.step().samples().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(timing.step().samples()));
    }

    /**
     * Returns the samples of all successful repeats of an entry; empty if there are none. Their median is the entry's
     * step, the median of the repeats' medians, as in tables: a repeat with more samples has no more weight.
     */
    public static Optional<StepTimes> of(Entry entry) {
        List<Double> samples = entry.ended().stream()
                .flatMap(cell -> of(cell).stream())
                .flatMap(times -> times.samples().stream())
                .toList();
        Double step = entry.step();
        return samples.isEmpty() || step == null
                ? Optional.empty()
                : Optional.of(of(samples)).map(pooled -> pooled.withMedian(step));
    }

    private StepTimes withMedian(double other) {
        return new StepTimes(samples, firstQuartile, other, thirdQuartile);
    }

    private static StepTimes of(List<Double> samples) {
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new StepTimes(samples, Quantile.of(sorted, 0.25), Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.75));
    }

    public boolean isOutlier(double sample) {
        double reach = TUKEY * (thirdQuartile - firstQuartile);
        return sample < firstQuartile - reach || sample > thirdQuartile + reach;
    }

    public long outliers() {
        return samples.stream().filter(this::isOutlier).count();
    }
}
