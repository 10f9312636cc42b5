package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Timing;
import io.mscale.results.statistics.SeedSpread;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The repeats of one contestant in one contest. Its values are medians over the repeats that finished successfully; a
 * missed target counts as infinitely late.
 *
 * @param cells the repeats, at least one
 */
public record Entry(String contestant, Contest contest, List<ReportedCell> cells) {

    public Entry {
        cells = List.copyOf(cells);
    }

    private record Key(String contestant, Contest contest) {}

    /** Groups cells into entries, in order of appearance. */
    public static List<Entry> of(List<ReportedCell> cells) {
        Map<Key, List<ReportedCell>> groups =
                Evidence.groupBy(cells, cell -> new Key(cell.contestant(), Contest.of(cell)));
        return groups.entrySet().stream()
                .map(group ->
                        new Entry(group.getKey().contestant(), group.getKey().contest(), group.getValue()))
                .toList();
    }

    /** Returns whether another entry has the same contestant and contest. */
    public boolean matches(Entry other) {
        return contestant.equals(other.contestant) && contest.equals(other.contest);
    }

    /** Returns whether at least one repeat finished successfully and none of those failed its parity check. */
    public boolean isTrusted() {
        List<CellRecord> ended = ended();
        return !ended.isEmpty() && ended.stream().allMatch(CellMeasures::isTrusted);
    }

    public List<CellRecord> ended() {
        return cells.stream().map(ReportedCell::cell).filter(CellRecord::isOk).toList();
    }

    /** The repeats that ended well on a disturbed machine. */
    public List<ReportedCell> disturbed() {
        return cells.stream().filter(ReportedCell::isDisturbed).toList();
    }

    /** Whether more than half of the repeats that ended well did so on a disturbed machine. */
    public boolean isMostlyDisturbed() {
        return 2 * disturbed().size() > ended().size();
    }

    /** The repeat whose curves represent the entry: the first that finished successfully, or else the first. */
    public ReportedCell representative() {
        return cells.stream().filter(cell -> cell.cell().isOk()).findFirst().orElse(cells.get(0));
    }

    /** The status of the first repeat if no repeat finished successfully. */
    public Optional<String> outcome() {
        return ended().isEmpty() ? Optional.of(cells.get(0).cell().status().toString()) : Optional.empty();
    }

    public @Nullable Double testMse() {
        return median(CellRecord::testMse);
    }

    public @Nullable Double relativeL2() {
        return median(cell -> cell.accuracy() == null ? null : cell.accuracy().testRelativeL2());
    }

    /** The median peak signal-to-noise ratio in decibels; images only. */
    public @Nullable Double psnr() {
        return median(CellMeasures::psnr);
    }

    /** The median structural similarity; images only. */
    public @Nullable Double ssim() {
        return median(CellMeasures::ssim);
    }

    /** The median error near the target's kinks. */
    public @Nullable Double testMseNearKinks() {
        return median(cell -> cell.accuracy() == null ? null : cell.accuracy().testMseNearKinks());
    }

    /** The median error away from the target's kinks. */
    public @Nullable Double testMseAwayFromKinks() {
        return median(cell -> cell.accuracy() == null ? null : cell.accuracy().testMseAwayFromKinks());
    }

    /** The median step in seconds. */
    public @Nullable Double step() {
        return median(CellMeasures::step);
    }

    /** The median step of each repeat whose times count, in seconds: the values used in comparisons. */
    public double[] steps() {
        return ended().stream()
                .map(CellMeasures::step)
                .filter(step -> step != null && step > 0)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    public @Nullable Double stepsPerSecond() {
        return ofTiming(Timing::stepsPerSecond);
    }

    /** 1e9 floating-point operations per second. */
    public @Nullable Double gflops() {
        return ofTiming(Timing::gflops);
    }

    public @Nullable Double peakFraction() {
        return median(CellMeasures::peakFraction);
    }

    /** The test MSE over the seeds; empty if no repeat has one. */
    public Optional<SeedSpread> testMseSpread() {
        double[] values = testMseBySeed().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(SeedSpread.of(values));
    }

    /**
     * A value of the repeats that ended successfully, by seed. Repeats with equal seeds, which say nothing about others,
     * count once, with their median.
     */
    private Map<Long, Double> bySeed(Function<CellRecord, @Nullable Double> value) {
        Map<Long, Double> values = new LinkedHashMap<>();
        Evidence.groupBy(ended(), CellRecord::seed).forEach((seed, repeats) -> {
            Double median = CellMeasures.median(repeats, value);
            if (median != null) {
                values.put(seed, median);
            }
        });
        return values;
    }

    /** The test MSE by seed, of the repeats that have one. */
    public Map<Long, Double> testMseBySeed() {
        return bySeed(CellRecord::testMse);
    }

    /** Training seconds to the target by seed; infinite where it was not reached. */
    public Map<Long, Double> secondsToTargetBySeed() {
        return bySeed(cell -> toTarget(cell, CellRecord.TimeToTarget::seconds));
    }

    /** Training seconds until the test MSE reached the target for good; infinite if it did not. */
    public @Nullable Double secondsToTarget() {
        return toTarget(CellRecord.TimeToTarget::seconds);
    }

    /** Steps until the test MSE reached the target for good; infinite if it did not. */
    public @Nullable Double stepsToTarget() {
        return toTarget(CellRecord.TimeToTarget::steps);
    }

    private @Nullable Double toTarget(ToDoubleFunction<CellRecord.TimeToTarget> value) {
        return median(cell -> toTarget(cell, value));
    }

    private static @Nullable Double toTarget(CellRecord cell, ToDoubleFunction<CellRecord.TimeToTarget> value) {
        Timing timing = CellMeasures.trustedTiming(cell);
        if (timing == null || timing.steps() == 0) {
            return null;
        }
        CellRecord.TimeToTarget reached = CellMeasures.timeToTarget(cell);
        return reached == null ? Double.POSITIVE_INFINITY : value.applyAsDouble(reached);
    }

    /** The time of the first step in the process, in seconds. */
    public @Nullable Double firstStepSeconds() {
        return median(CellMeasures::firstStepSeconds);
    }

    private @Nullable Double ofTiming(Function<Timing, @Nullable Double> value) {
        return median(cell -> {
            Timing timing = CellMeasures.trustedTiming(cell);
            return timing == null ? null : value.apply(timing);
        });
    }

    private @Nullable Double median(Function<CellRecord, @Nullable Double> value) {
        return CellMeasures.median(ended(), value);
    }

    /** The time from launch to the first step in seconds, over all repeats that got that far. */
    public @Nullable Double startupSeconds() {
        return CellMeasures.median(records(), CellMeasures::startupSeconds);
    }

    /** The median relative error of the gradient; solutions of boundary-value problems only. */
    public @Nullable Double relativeH1() {
        return solution(CellRecord.SolutionErrors::relativeH1);
    }

    /** The median of the energy above the solution's; problems with a minimum of energy only. */
    public @Nullable Double energyGap() {
        return solution(CellRecord.SolutionErrors::energyGap);
    }

    /** The median root mean square error on the boundary; solutions of boundary-value problems only. */
    public @Nullable Double boundaryRms() {
        return solution(CellRecord.SolutionErrors::boundaryRms);
    }

    private @Nullable Double solution(Function<CellRecord.SolutionErrors, @Nullable Double> error) {
        return median(cell -> cell.accuracy() == null || cell.accuracy().solution() == null
                ? null
                : error.apply(cell.accuracy().solution()));
    }

    /** The processor's instructions of a step. */
    public @Nullable Double instructions() {
        return median(CellMeasures::instructions);
    }

    /** Java objects that a step allocates, in bytes. */
    public @Nullable Double allocatedBytes() {
        return median(CellMeasures::allocatedBytes);
    }

    /** The median of the repeats' peak resident sets, in bytes. */
    public @Nullable Double peakMemory() {
        return medianBytes(CellMeasures::peakMemory);
    }

    /** The median of the repeats' peaks of device memory, in bytes. */
    public @Nullable Double deviceMemory() {
        return medianBytes(CellMeasures::deviceMemory);
    }

    private @Nullable Double medianBytes(Function<CellRecord, @Nullable Long> bytes) {
        return median(cell -> {
            Long peak = bytes.apply(cell);
            return peak == null ? null : Double.valueOf(peak);
        });
    }

    /** The parity check with the largest deviation; null if none was made. */
    public CellRecord.@Nullable Parity worstParity() {
        return records().stream()
                .map(CellRecord::parity)
                .filter(Objects::nonNull)
                .max(Comparator.comparingDouble(Entry::deviation))
                .orElse(null);
    }

    /** Returns the deviation; a failed check ranks above any. */
    private static double deviation(CellRecord.Parity parity) {
        Double error = parity.maxRelativeError();
        return parity.passed() && error != null ? error : Double.MAX_VALUE;
    }

    private List<CellRecord> records() {
        return cells.stream().map(ReportedCell::cell).toList();
    }
}
