package io.mscale.results.trend;

import io.mscale.results.statistics.EDivisive;
import io.mscale.results.statistics.Median;
import io.mscale.results.statistics.MonotoneTrend;
import io.mscale.results.statistics.Ramp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the changes in a series of positive values: cuts first, of which some are one drift, then the newest runs. */
final class Changes {

    /** The share of levels without a drift in which one is found, where no cut was. */
    private static final double DRIFT_LEVEL = 0.0005;

    /** Deviations below this share of the level are those of a machine that does the same every time. */
    private static final double LEAST_DEVIATION = 1e-4;

    /** The parameters of a drift: its two levels, and where it begins and ends. */
    private static final int DRIFT_PARAMETERS = 4;

    /** More cuts one way than this are looked at in parts of so many. */
    private static final int MOST_CUTS = 12;

    private final double[] medians;
    private final double[] logarithms;
    private final double smallest;

    private Changes(double[] medians, double smallest) {
        this.medians = medians;
        this.smallest = smallest;
        logarithms = Arrays.stream(medians).map(Math::log).toArray();
    }

    /**
     * Finds the changes.
     *
     * @param medians positive, in order
     * @param smallest the smallest change that is told, as a difference of logarithms
     */
    static List<TrendChange> of(double[] medians, double smallest) {
        return new Changes(medians, smallest).all();
    }

    private List<TrendChange> all() {
        List<Integer> cuts = largeEnough();
        List<Ramp> ramps = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= cuts.size(); i++) {
            if (i == cuts.size() || isRise(cuts, i) != isRise(cuts, first) || i - first == MOST_CUTS) {
                int from = ramps.isEmpty() ? 0 : ramps.get(ramps.size() - 1).to();
                ramps.addAll(ramps(cuts, first, i, from, medians.length));
                first = i;
            }
        }
        ramps.addAll(withoutCut(cuts, List.copyOf(ramps)));
        List<TrendChange> changes = lasting(cuts, ramps);
        Recent.of(logarithms, medians, lastLevel(changes))
                .filter(change -> change.size() >= smallest)
                .ifPresent(changes::add);
        return changes;
    }

    /**
     * The cuts where the levels fit best. E-divisive puts none within the first and last runs, and so an old run into a
     * new level that is shorter: there the cut is left out, and the newest runs are looked at by themselves.
     */
    private List<Integer> inPlace(List<Integer> found) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int start = i == 0 ? 0 : found.get(i - 1);
            int end = end(found, i);
            int cut = found.get(i);
            int nearest = IntStream.range(
                            Math.max(start + 1, cut - EDivisive.FEWEST + 1), Math.min(end, cut + EDivisive.FEWEST))
                    .boxed()
                    .min(Comparator.comparingDouble(at -> deviation(start, at) + deviation(at, end)))
                    .orElse(cut);
            if (nearest < EDivisive.FEWEST || nearest > medians.length - EDivisive.FEWEST) {
                continue;
            }
            cuts.add(nearest - start < EDivisive.FEWEST || end - nearest < EDivisive.FEWEST ? cut : nearest);
        }
        return cuts;
    }

    /** The cuts without those between levels that are nearly equal. */
    private List<Integer> largeEnough() {
        List<Integer> cuts = inPlace(EDivisive.changePoints(logarithms));
        // Merging two levels can shift the medians of their neighbours, so repeat until none is left.
        while (true) {
            Integer least = cuts.stream()
                    .min(Comparator.comparingDouble(cut -> Math.abs(rise(cuts, cuts.indexOf(cut)))))
                    .orElse(null);
            if (least == null || Math.abs(rise(cuts, cuts.indexOf(least))) >= smallest) {
                return cuts;
            }
            cuts.remove(least);
        }
    }

    /** The logarithm of the factor from the level before a cut to the level after it. */
    private double rise(List<Integer> cuts, int index) {
        int cut = cuts.get(index);
        return level(cut, end(cuts, index)) - level(start(cuts, index), cut);
    }

    private boolean isRise(List<Integer> cuts, int index) {
        return rise(cuts, index) > 0;
    }

    private static int start(List<Integer> cuts, int index) {
        return index == 0 ? 0 : cuts.get(index - 1);
    }

    private int end(List<Integer> cuts, int index) {
        return index + 1 < cuts.size() ? cuts.get(index + 1) : medians.length;
    }

    private double level(int from, int to) {
        return Median.of(Arrays.copyOfRange(logarithms, from, to));
    }

    private record Candidate(int first, int last, Ramp ramp, double gain) {}

    /**
     * Returns the drifts among cuts that all go one way, in order: those that explain a stretch of runs better than the
     * levels between its cuts do. The best is looked for first, and then those before it and after it.
     *
     * @param first the first of the cuts
     * @param after the one after the last of them
     * @param from the first run that is not part of an earlier drift
     * @param until the end of those that are not part of a later one
     */
    private List<Ramp> ramps(List<Integer> cuts, int first, int after, int from, int until) {
        Candidate best = null;
        for (int i = first; i < after; i++) {
            for (int j = i; j < after; j++) {
                Optional<Candidate> candidate = candidate(cuts, i, j, from, until);
                if (candidate.isPresent() && candidate.get().gain() > (best == null ? 0 : best.gain())) {
                    best = candidate.get();
                }
            }
        }
        List<Ramp> ramps = new ArrayList<>();
        if (best != null) {
            // Neighbours share a level, of which each run is on the way of one drift only.
            ramps.addAll(ramps(cuts, first, best.first(), from, best.ramp().from() + 1));
            ramps.add(best.ramp());
            ramps.addAll(ramps(cuts, best.last() + 1, after, best.ramp().to(), until));
        }
        return ramps;
    }

    private Optional<Candidate> candidate(List<Integer> cuts, int first, int last, int from, int until) {
        int start = Math.max(start(cuts, first), from);
        int end = Math.min(end(cuts, last), until);
        if (end - start < 2 * EDivisive.FEWEST) {
            return Optional.empty();
        }
        Ramp ramp = Ramp.fit(logarithms, start, end, cuts.get(first) - 1, cuts.get(last));
        double levels = deviation(start, cuts.get(first));
        for (int i = first; i <= last; i++) {
            levels += deviation(cuts.get(i), Math.min(end(cuts, i), end));
        }
        int length = end - start;
        double gain = information(levels, length, 2 * (last - first + 1) + 1)
                - information(ramp.deviation(), length, DRIFT_PARAMETERS);
        boolean isOneWay = ramp.after() > ramp.before() == isRise(cuts, first);
        return isOneWay ? Optional.of(new Candidate(first, last, ramp, gain)) : Optional.empty();
    }

    /** Drifts within levels, too slow for a cut. Levels that a drift begins or ends in are explained by that. */
    private List<Ramp> withoutCut(List<Integer> cuts, List<Ramp> found) {
        List<Ramp> ramps = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            int start = start(cuts, i);
            int end = i < cuts.size() ? cuts.get(i) : medians.length;
            double[] level = Arrays.copyOfRange(logarithms, start, end);
            boolean isExplained = found.stream().anyMatch(ramp -> ramp.from() < end - 1 && start < ramp.to());
            if (isExplained || level.length < 2 * EDivisive.FEWEST || MonotoneTrend.p(level) > DRIFT_LEVEL) {
                continue;
            }
            Ramp ramp = Ramp.fit(logarithms, start, end, end - Ramp.SHORTEST, start + Ramp.SHORTEST - 1);
            double step = IntStream.rangeClosed(start + EDivisive.FEWEST, end - EDivisive.FEWEST)
                    .mapToDouble(cut -> deviation(start, cut) + deviation(cut, end))
                    .min()
                    .orElseThrow();
            double drift = information(ramp.deviation(), level.length, DRIFT_PARAMETERS);
            if (drift < information(step, level.length, 3)
                    && drift < information(deviation(start, end), level.length, 1)) {
                ramps.add(ramp);
            }
        }
        return ramps;
    }

    /** The sum of the absolute deviations from a level. */
    private double deviation(int from, int to) {
        double level = level(from, to);
        return IntStream.range(from, to)
                .mapToDouble(i -> Math.abs(logarithms[i] - level))
                .sum();
    }

    /**
     * The information criterion of Schwarz for absolute deviations (G. Schwarz, Annals of Statistics 6, 1978): the
     * smaller, the better values are explained for the number of parameters.
     */
    private static double information(double deviation, int values, int parameters) {
        return values * Math.log(Math.max(deviation / values, LEAST_DEVIATION)) + parameters * Math.log(values);
    }

    /** A drift, or a cut that belongs to none. */
    private record Boundary(int from, int to, Optional<Ramp> ramp) {}

    private List<TrendChange> lasting(List<Integer> cuts, List<Ramp> ramps) {
        List<Boundary> boundaries = new ArrayList<>();
        cuts.stream()
                .filter(cut -> ramps.stream().noneMatch(ramp -> ramp.from() < cut && cut <= ramp.to()))
                .forEach(cut -> boundaries.add(new Boundary(cut, cut, Optional.empty())));
        ramps.stream()
                .filter(ramp -> Math.abs(ramp.after() - ramp.before()) >= smallest)
                .forEach(ramp -> boundaries.add(new Boundary(ramp.from(), ramp.to(), Optional.of(ramp))));
        boundaries.sort(Comparator.comparingInt(Boundary::from));
        List<TrendChange> changes = new ArrayList<>();
        for (int i = 0; i < boundaries.size(); i++) {
            Boundary one = boundaries.get(i);
            int start = i == 0 ? 0 : boundaries.get(i - 1).to();
            int end = i + 1 < boundaries.size() ? boundaries.get(i + 1).from() : medians.length;
            changes.add(one.ramp()
                    .map(ramp -> drift(ramp, start))
                    .orElseGet(() -> new TrendChange(
                            TrendChange.Kind.STEP,
                            one.from(),
                            one.from(),
                            median(start, one.from()),
                            median(one.from(), Math.max(end, one.from() + 1)))));
        }
        return changes;
    }

    private static TrendChange drift(Ramp ramp, int start) {
        int first = ramp.from() == start ? ramp.from() : ramp.from() + 1;
        return new TrendChange(
                TrendChange.Kind.DRIFT, first, ramp.to(), Math.exp(ramp.before()), Math.exp(ramp.after()));
    }

    private double median(int from, int to) {
        return Median.of(Arrays.copyOfRange(medians, from, to));
    }

    /** The first run of the last level. */
    private static int lastLevel(List<TrendChange> changes) {
        return changes.isEmpty() ? 0 : changes.get(changes.size() - 1).last();
    }
}
