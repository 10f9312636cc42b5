package io.mscale.results.study;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Lasting;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.RankCorrelation;
import io.mscale.results.study.OverSeeds.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one form of a study measured with each seed.
 *
 * @param form as the study planned it
 * @param reported the cells that ended normally, at least one
 */
record TrainedForm(StudyForm form, List<ReportedCell> reported) {

    /** Relative error below which a frequency counts as learned. */
    static final double LEARNED = 0.5;

    TrainedForm {
        reported = List.copyOf(reported);
    }

    List<CellRecord> cells() {
        return reported.stream().map(ReportedCell::cell).toList();
    }

    /** The folder of the cell with a seed; empty if there is none. */
    Optional<CellFolder> folder(long seed) {
        return reported.stream()
                .filter(cell -> cell.cell().seed() == seed)
                .map(ReportedCell::folder)
                .findFirst();
    }

    /** The name in sentences. */
    String name() {
        return form.name();
    }

    /** A cell, for what all have in common: the network, the training, the task. */
    CellRecord any() {
        return reported.get(0).cell();
    }

    OverSeeds testMse() {
        return measured(CellRecord::testMse);
    }

    OverSeeds trainMse() {
        return measured(cell -> cell.accuracy() == null ? null : cell.accuracy().trainMse());
    }

    /** The final test MSE in words. */
    String mse() {
        return testMse().inWords(Formats::error);
    }

    /** The steps from which on the test MSE is at most {@code mse}. */
    OverSeeds stepsToTestMse(double mse) {
        return steps(point -> point.testMse() != null && point.testMse() <= mse);
    }

    /** The steps from which on the training MSE is at most {@code mse}. */
    OverSeeds stepsToTrainMse(double mse) {
        return steps(point -> point.trainMse() != null && point.trainMse() <= mse);
    }

    /** The steps from which on frequency {@code k} is learned, of the cells that measured it. */
    OverSeeds stepsToFrequency(double k) {
        Map<Long, Range> values = new TreeMap<>();
        for (CellRecord cell : cells()) {
            if (frequencies(cell).contains(k)) {
                values.put(cell.seed(), stepsToFrequency(cell, k));
            }
        }
        return new OverSeeds(values);
    }

    static Range stepsToFrequency(CellRecord cell, double k) {
        return steps(cell, point -> isLearned(point, k));
    }

    /**
     * How far apart the frequencies are learned: the steps to the last of them over the steps to the first. At least the
     * steps taken over those to the first if one was not learned.
     */
    OverSeeds spreadOfFrequencies() {
        Map<Long, Range> spreads = new TreeMap<>();
        for (CellRecord cell : cells()) {
            List<Range> steps = stepsToFrequencies(cell);
            if (steps.size() > 1) {
                Range first = new Range(least(steps, Range::lower), least(steps, Range::upper));
                Range last = new Range(most(steps, Range::lower), most(steps, Range::upper));
                spreads.put(cell.seed(), last.over(first));
            }
        }
        return new OverSeeds(spreads);
    }

    /**
     * Whether lower frequencies are learned earlier: Kendall's rank correlation tau-b of frequency and step.
     * Frequencies that were not learned share the last rank. Seeds that learned fewer than
     * two, or all at once, have no order and are left out.
     */
    OverSeeds orderOfFrequencies() {
        return measured(cell -> {
            List<Range> steps = stepsToFrequencies(cell);
            long learned = steps.stream()
                    .filter(step -> !Double.isInfinite(step.upper()))
                    .count();
            return learned < 2 ? null : ascending(steps);
        });
    }

    /** The steps to each frequency that a cell measured, ascending by frequency. */
    private static List<Range> stepsToFrequencies(CellRecord cell) {
        return frequencies(cell).stream().map(k -> stepsToFrequency(cell, k)).toList();
    }

    /** tau-b of the places 0, 1, ... and values that are ranked by their upper bounds; NaN if all are equal. */
    private static double ascending(List<Range> values) {
        return RankCorrelation.tauB(
                IntStream.range(0, values.size()).asDoubleStream().toArray(),
                values.stream().mapToDouble(Range::upper).toArray());
    }

    private static double least(List<Range> ranges, ToDoubleFunction<Range> end) {
        return ranges.stream().mapToDouble(end).min().orElseThrow();
    }

    private static double most(List<Range> ranges, ToDoubleFunction<Range> end) {
        return ranges.stream().mapToDouble(end).max().orElseThrow();
    }

    /** The relative error of frequency {@code k} at the end. */
    OverSeeds frequencyError(double k) {
        return measured(cell -> cell.curve().isEmpty()
                ? null
                : errors(cell.curve().get(cell.curve().size() - 1), k)
                        .max(Double::compare)
                        .orElse(null));
    }

    /**
     * The frequencies above 0 that all seeds measured, ascending; empty if they are not the same, as when they are those of
     * the training data.
     */
    List<Double> frequencies() {
        List<List<Double>> all =
                cells().stream().map(TrainedForm::frequencies).distinct().toList();
        return all.size() == 1 ? all.get(0) : List.of();
    }

    /** The frequencies above 0 that a cell measured, ascending. */
    static List<Double> frequencies(CellRecord cell) {
        return cell.curve().stream()
                .flatMap(point -> point.frequencies().stream())
                .filter(frequency -> frequency.k() > 0 && frequency.relativeError() != null)
                .map(CellRecord.Frequency::k)
                .distinct()
                .sorted()
                .toList();
    }

    /** When each frequency is learned: " (k = 1 from step 12, 3 never)"; empty where every seed has frequencies of its own. */
    String frequenciesInWords() {
        List<String> texts = new ArrayList<>();
        for (double k : frequencies()) {
            OverSeeds steps = stepsToFrequency(k);
            String when = steps.isNeverReached() ? " never" : " from step " + steps.inWords(Formats::count);
            texts.add(Study.number(k) + when);
        }
        return texts.isEmpty() ? "" : " (k = " + String.join(", ", texts) + ")";
    }

    /** The largest scale of the first layer. */
    double largestScale() {
        return Arrays.stream(any().network().scales().values()).max().orElse(1);
    }

    /** A value of each seed, computed from its cell; seeds without one are left out. */
    OverSeeds measured(Function<CellRecord, @Nullable Double> value) {
        Map<Long, Range> values = new TreeMap<>();
        for (CellRecord cell : cells()) {
            Double known = value.apply(cell);
            if (known != null && !known.isNaN()) {
                values.put(cell.seed(), Range.exactly(known));
            }
        }
        return new OverSeeds(values);
    }

    private OverSeeds steps(Predicate<CellRecord.CurvePoint> reached) {
        Map<Long, Range> values = new TreeMap<>();
        for (CellRecord cell : cells()) {
            if (!cell.curve().isEmpty()) {
                values.put(cell.seed(), steps(cell, reached));
            }
        }
        return new OverSeeds(values);
    }

    /** What a network holds before its first step counts as learned by it, so that ratios have a meaning. */
    private static Range steps(CellRecord cell, Predicate<CellRecord.CurvePoint> reached) {
        OptionalInt step = Lasting.step(cell.curve(), reached);
        return step.isPresent()
                ? Range.exactly(Math.max(1, step.getAsInt()))
                : Range.above(Math.max(1, Completeness.stepsTaken(cell)));
    }

    private static boolean isLearned(CellRecord.CurvePoint point, double k) {
        List<Double> errors = errors(point, k).toList();
        return !errors.isEmpty() && errors.stream().allMatch(error -> error <= LEARNED);
    }

    private static Stream<Double> errors(CellRecord.CurvePoint point, double k) {
        return point.frequencies().stream()
                .filter(frequency -> frequency.k() == k)
                .map(CellRecord.Frequency::relativeError)
                .flatMap(Stream::ofNullable);
    }
}
