package io.mscale.results.trend;

import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.statistics.EDivisive;
import io.mscale.results.statistics.Ramp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric of a cell on one machine, run by run.
 *
 * @param points the runs that have the metric, in their order
 * @param failures the runs in which the cell failed, in their order
 * @param changes the lasting changes ({@link EDivisive}, {@link Ramp}) and the recent one, if there is one, of at least
 *     {@value #SMALLEST_PER_CENT} per cent
 */
public record TrendSeries(
        Fingerprint machine,
        CellKey cell,
        Metric metric,
        List<TrendPoint> points,
        List<TrendFailure> failures,
        List<TrendChange> changes) {

    /**
     * The smallest change reported. In long series even tiny changes become significant, but nobody would act on them.
     */
    public static final int SMALLEST_PER_CENT = 1;

    public TrendSeries {
        points = List.copyOf(points);
        failures = List.copyOf(failures);
        changes = List.copyOf(changes);
    }

    /** Returns the runs that have the metric and those in which the cell failed, in their order. */
    public List<HistoryRun> runs() {
        List<HistoryRun> runs =
                new ArrayList<>(points.stream().map(TrendPoint::run).toList());
        for (int i = 0; i < failures.size(); i++) {
            runs.add(failures.get(i).points() + i, failures.get(i).run());
        }
        return runs;
    }

    /** Returns the place of a point among {@link #runs}. */
    public int place(int point) {
        return point
                + (int) failures.stream()
                        .filter(failure -> failure.points() <= point)
                        .count();
    }

    /**
     * Returns the first point of the last level: after the last step, or where the last drift ended. Recent runs that are
     * far out of it follow.
     */
    public int lastLevel() {
        return changes.stream()
                .filter(change -> change.kind() != TrendChange.Kind.RECENT)
                .mapToInt(TrendChange::last)
                .max()
                .orElse(0);
    }

    /** Whether there are too few runs to find a lasting change, however large. */
    public boolean isTooShort() {
        return !EDivisive.canTell(points.size());
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

    static TrendSeries of(
            Fingerprint machine, CellKey cell, Metric metric, List<TrendPoint> points, List<TrendFailure> failures) {
        double[] medians = points.stream().mapToDouble(TrendPoint::median).toArray();
        return new TrendSeries(machine, cell, metric, points, failures, changes(medians));
    }

    /** Finds the changes in a series of positive values. */
    static List<TrendChange> changes(double[] medians) {
        return Changes.of(medians, Math.log1p(SMALLEST_PER_CENT / 100.0));
    }
}
