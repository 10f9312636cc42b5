package io.mscale.results.trend;

import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.statistics.EDivisive;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric of a cell on one machine, run by run.
 *
 * @param points the runs that have the metric, by start time
 * @param changes the lasting changes ({@link EDivisive}) of at least {@value #SMALLEST_PER_CENT} per cent
 */
public record TrendSeries(
        Fingerprint machine, CellKey cell, Metric metric, List<TrendPoint> points, List<TrendChange> changes) {

    /**
     * The smallest change reported. In long series even tiny changes become significant, but nobody would act on them.
     */
    public static final int SMALLEST_PER_CENT = 1;

    public TrendSeries {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /**
     * The places of the runs that had another Java runtime than the run before them: another patch or vendor's build,
     * since another feature version is another machine.
     */
    public List<Integer> otherRuntimes() {
        return IntStream.range(1, points.size())
                .filter(i -> !jvm(i).equals(jvm(i - 1)))
                .boxed()
                .toList();
    }

    private String jvm(int index) {
        return points.get(index).run().record().environment().jvm();
    }

    static TrendSeries of(Fingerprint machine, CellKey cell, Metric metric, List<TrendPoint> points) {
        double[] medians = points.stream().mapToDouble(TrendPoint::median).toArray();
        return new TrendSeries(machine, cell, metric, points, changes(medians));
    }

    /** Finds the changes in a series of positive values. */
    static List<TrendChange> changes(double[] medians) {
        double[] logarithms = Arrays.stream(medians).map(Math::log).toArray();
        List<Integer> starts = new ArrayList<>(EDivisive.changePoints(logarithms));
        List<TrendChange> changes = levels(medians, starts);
        // Merging two nearly equal levels can shift the medians of their neighbours, so repeat until none is left.
        while (true) {
            TrendChange least = changes.stream()
                    .min(Comparator.comparingDouble(TrendSeries::size))
                    .orElse(null);
            if (least == null || size(least) >= Math.log1p(SMALLEST_PER_CENT / 100.0)) {
                return changes;
            }
            starts.remove((Integer) least.index());
            changes = levels(medians, starts);
        }
    }

    private static double size(TrendChange change) {
        return Math.abs(Math.log(change.ratio()));
    }

    private static List<TrendChange> levels(double[] medians, List<Integer> starts) {
        List<TrendChange> changes = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = i == 0 ? 0 : starts.get(i - 1);
            int start = starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : medians.length;
            changes.add(new TrendChange(start, level(medians, from, start), level(medians, start, to)));
        }
        return changes;
    }

    private static double level(double[] medians, int from, int to) {
        return Median.of(Arrays.copyOfRange(medians, from, to));
    }
}
