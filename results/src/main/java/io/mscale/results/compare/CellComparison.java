package io.mscale.results.compare;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.cell.TimingMode;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.evidence.TurnPairs;
import io.mscale.results.statistics.Median;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.RatioNoise;
import io.mscale.results.statistics.TurnRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The comparison of one cell that was measured in both runs.
 *
 * @param metrics the metrics that both runs have
 */
public record CellComparison(CellKey key, Entry base, Entry head, Map<Metric, MetricComparison> metrics) {

    public CellComparison {
        metrics = Map.copyOf(metrics);
    }

    static CellComparison of(CellKey key, Side base, Side head) {
        Map<Metric, MetricComparison> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            compare(metric, base, head).ifPresent(comparison -> metrics.put(metric, comparison));
        }
        return new CellComparison(key, base.entry(), head.entry(), metrics);
    }

    /** One run's repeats of a cell, with the self-checks of that cell if the run has any. */
    record Side(Entry entry, List<SelfCheck> checks) {

        double[] values(Metric metric, Side other) {
            return Repeats.of(entry, other.entry()).values(metric, entry.cells());
        }

        /** The error of each seed, in the order of the repeats. */
        Map<Long, Double> errors() {
            Map<Long, Double> errors = new LinkedHashMap<>();
            entry.cells().stream().map(ReportedCell::cell).forEach(cell -> Arrays.stream(
                            Metric.TEST_MSE.of(List.of(cell)))
                    .forEach(error -> errors.putIfAbsent(cell.seed(), error)));
            return errors;
        }

        double[] twins(Metric metric) {
            return metric.of(checks.stream()
                    .flatMap(check -> check.twins().cells().stream())
                    .map(ReportedCell::cell)
                    .toList());
        }

        /** Returns the largest relative difference that a self-check of the step time showed. */
        double selfDifference() {
            return checks.stream()
                    .flatMap(check -> check.floor().stream())
                    .mapToDouble(floor -> floor.comparison().ratio())
                    .map(ratio -> Math.max(ratio, 1 / ratio) - 1)
                    .max()
                    .orElse(0);
        }
    }

    private static Optional<MetricComparison> compare(Metric metric, Side base, Side head) {
        if (metric == Metric.TEST_MSE) {
            return ofErrors(base.errors(), head.errors());
        }
        double self = metric == Metric.STEP ? Math.max(base.selfDifference(), head.selfDifference()) : 0;
        Optional<MetricComparison> medians = ofMedians(metric, base, head, self);
        return metric == Metric.STEP && TurnPairs.decide(head.entry(), base.entry())
                ? medians.map(comparison -> ofTurns(comparison, base, head, self))
                : medians;
    }

    private static MetricComparison ofTurns(MetricComparison medians, Side base, Side head, double self) {
        List<TurnRatio> turns = TurnPairs.of(head.entry(), base.entry());
        PairwiseComparison comparison = PairwiseComparison.ofTurns(
                turns, head.entry().steps(), base.entry().steps());
        return new MetricComparison(
                medians.base(),
                medians.head(),
                comparison,
                Math.max(self, RatioNoise.relativeOfTurns(turns)),
                Math.max(self, RatioNoise.relativeOfTurnsAndTwoLooks(turns)),
                comparison.p(),
                false,
                0,
                0,
                medians);
    }

    /** Errors depend on the seed more than on anything else, so only seeds that both runs used count, in pairs. */
    private static Optional<MetricComparison> ofErrors(Map<Long, Double> base, Map<Long, Double> head) {
        List<Long> seeds = head.keySet().stream().filter(base::containsKey).toList();
        if (seeds.isEmpty()) {
            return Optional.empty();
        }
        double[] old = seeds.stream().mapToDouble(base::get).toArray();
        double[] fresh = seeds.stream().mapToDouble(head::get).toArray();
        PairwiseComparison comparison = PairwiseComparison.ofSeeds(fresh, old);
        double noise = RatioNoise.relativeOfSeeds(fresh, old);
        int changed = (int)
                IntStream.range(0, old.length).filter(i -> old[i] != fresh[i]).count();
        return Optional.of(new MetricComparison(
                Median.of(old), Median.of(fresh), comparison, noise, noise, comparison.p(), false, changed, 0, null));
    }

    private static Optional<MetricComparison> ofMedians(Metric metric, Side base, Side head, double self) {
        double[] old = base.values(metric, head);
        double[] fresh = head.values(metric, base);
        if (old.length == 0 || fresh.length == 0) {
            return Optional.empty();
        }
        List<double[]> groups = List.of(old, fresh, base.twins(metric), head.twins(metric));
        PairwiseComparison comparison = PairwiseComparison.of(fresh, old);
        boolean disturbed = Repeats.of(base.entry(), head.entry()).tellNothingOf(metric)
                || Repeats.of(head.entry(), base.entry()).tellNothingOf(metric);
        return Optional.of(new MetricComparison(
                Median.of(old),
                Median.of(fresh),
                comparison,
                Math.max(self, RatioNoise.relative(groups, fresh.length, old.length)),
                Math.max(self, RatioNoise.relativeOfTwoLooks(groups, fresh.length, old.length)),
                comparison.p(),
                disturbed,
                0,
                RatioNoise.errorOfMedian(fresh),
                null));
    }

    /**
     * How the repeats of a run stand: those that were measured on a disturbed machine are left out of the comparison of step
     * times if at least {@value PairwiseComparison#FEWEST_FORKS} others remain. If fewer remain and more than half are
     * disturbed, nothing can be decided. Repeats that took turns with the other run's all count: what disturbs one of them
     * disturbs both.
     *
     * @param ended the repeats that ended well and whose times count
     * @param disturbed those of them that were measured on a disturbed machine
     * @param inTurns whether enough of them took turns with the other run's
     */
    public record Repeats(int ended, int disturbed, boolean inTurns) {

        static Repeats of(Entry entry, Entry other) {
            return of(entry.cells(), TurnPairs.tookTurns(entry, other));
        }

        /** The repeats of a run that took no turns with those it is held against: one of many. */
        public static Repeats of(List<ReportedCell> cells) {
            return of(cells, false);
        }

        private static Repeats of(List<ReportedCell> cells, boolean inTurns) {
            List<ReportedCell> trusted = cells.stream()
                    .filter(cell -> CellMeasures.isTrusted(cell.cell()))
                    .toList();
            int disturbed =
                    (int) trusted.stream().filter(ReportedCell::isDisturbed).count();
            return new Repeats(trusted.size(), disturbed, inTurns);
        }

        /** The values of a metric in these repeats, of those that count. */
        public double[] values(Metric metric, List<ReportedCell> cells) {
            return metric.of(cells.stream()
                    .filter(cell -> !(leavesOut(metric) && cell.isDisturbed()))
                    .map(ReportedCell::cell)
                    .toList());
        }

        /** Whether the disturbed repeats do not count for a metric. */
        public boolean leavesOut(Metric metric) {
            return metric == Metric.STEP && leavesOut();
        }

        /** Whether too little is left to decide about a metric. */
        public boolean tellNothingOf(Metric metric) {
            return metric == Metric.STEP && areMostlyDisturbed();
        }

        /** Whether the disturbed repeats do not count for steps. */
        public boolean leavesOut() {
            return !inTurns && disturbed > 0 && ended - disturbed >= PairwiseComparison.FEWEST_FORKS;
        }

        /** Whether too little is left to decide about steps. */
        public boolean areMostlyDisturbed() {
            return !inTurns && !leavesOut() && 2 * disturbed > ended;
        }

        /** As in {@code 5 of 7}. */
        @Override
        public String toString() {
            return disturbed + " of " + ended;
        }
    }

    /** The repeats of the base. */
    public Repeats baseRepeats() {
        return Repeats.of(base, head);
    }

    /** The repeats of the head. */
    public Repeats headRepeats() {
        return Repeats.of(head, base);
    }

    /** Returns the conditions that differed between the two measurements and make a metric incomparable; empty if none did. */
    public List<String> unlikeConditions(Metric metric) {
        return metric.isTime() ? unlikeConditions() : metric.isCounted() ? unlikeThreads() : List.of();
    }

    /**
     * Returns the conditions that differed between the two measurements and make their times incomparable; empty if
     * none.
     */
    public List<String> unlikeConditions() {
        List<String> unlike = new ArrayList<>(unlikeThreads());
        TimingMode oldTiming = base.representative().cell().measurement().timing();
        TimingMode freshTiming = head.representative().cell().measurement().timing();
        if (oldTiming != freshTiming && (oldTiming == TimingMode.NONE || freshTiming == TimingMode.NONE)) {
            unlike.add("timing (" + oldTiming + " / " + freshTiming + ")");
        }
        return unlike;
    }

    private List<String> unlikeThreads() {
        LibraryInfo old = base.representative().cell().library();
        LibraryInfo fresh = head.representative().cell().library();
        return old != null && fresh != null && old.threads() != fresh.threads()
                ? List.of("threads (" + old.threads() + " / " + fresh.threads() + ")")
                : List.of();
    }

    /** Whether unchanged code gives unchanged errors, as far as is known. */
    public boolean repeatsItsBits() {
        return Stream.of(base, head)
                .map(entry -> entry.representative().cell().work().bitReproducible())
                .noneMatch(Boolean.FALSE::equals);
    }

    /** Why something that is counted after a training is not there in both runs. */
    public String whyNotCounted(Metric metric) {
        return Stream.of("base", "head")
                .map(run -> whyNotCounted(metric, run, run.equals("base") ? base : head))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("no repeat of one of them ended well");
    }

    private static Optional<String> whyNotCounted(Metric metric, String run, Entry entry) {
        List<CellRecord> cells = entry.ended();
        List<StepCounts> counts = cells.stream()
                .map(cell -> cell.work().counts())
                .filter(Objects::nonNull)
                .toList();
        if (counts.isEmpty() || metric.of(cells).length > 0) {
            return counts.isEmpty()
                    ? Optional.of(
                            "the " + run + " was trained without --counters, or by a program that does not know it")
                    : Optional.empty();
        }
        String lost = "the Java runtime does not tell, or threads ended meanwhile";
        return counts.stream()
                .map(count -> metric == Metric.INSTRUCTIONS || count.steps() == 0 ? count.problem() : lost)
                .filter(Objects::nonNull)
                .findFirst();
    }

    public Optional<MetricComparison> metric(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** Whether earlier runs beside the base say where a metric is to be expected, and it was compared without turns. */
    boolean isHeldAgainst(Metric metric, EarlierRuns runs) {
        return runs.areEnough(key, metric)
                && metric(metric)
                        .filter(numbers -> numbers.comparison().design() == PairwiseComparison.Design.FORKS)
                        .isPresent();
    }

    /** Returns this comparison with one metric changed, if it has that metric. */
    CellComparison with(Metric metric, UnaryOperator<MetricComparison> change) {
        Map<Metric, MetricComparison> changed = new HashMap<>(metrics);
        changed.computeIfPresent(metric, (same, numbers) -> change.apply(numbers));
        return new CellComparison(key, base, head, changed);
    }
}
