package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One contestant's repeats in one contest, with their figures. A figure is the median over the repeats that ended well; a
 * target that was not reached counts as infinitely late in it.
 *
 * @param contestant who competes
 * @param contest in what
 * @param cells the repeats, at least one
 */
public record Entry(String contestant, Contest contest, List<ReportedCell> cells) {

    public Entry {
        cells = List.copyOf(cells);
    }

    private record Key(String contestant, Contest contest) {}

    /** Cells grouped into entries, in the order in which they appear. */
    public static List<Entry> of(List<ReportedCell> cells) {
        Map<Key, List<ReportedCell>> groups =
                Evidence.groupBy(cells, cell -> new Key(cell.contestant(), Contest.of(cell)));
        return groups.entrySet().stream()
                .map(group ->
                        new Entry(group.getKey().contestant(), group.getKey().contest(), group.getValue()))
                .toList();
    }

    /** Whether another entry is the same contestant in the same contest. */
    public boolean matches(Entry other) {
        return contestant.equals(other.contestant) && contest.equals(other.contest);
    }

    /** Whether all repeats that ended well, one at least, computed what they should. */
    public boolean isTrusted() {
        List<CellRecord> ended = ended();
        return !ended.isEmpty() && ended.stream().allMatch(CellFigures::isTrusted);
    }

    /** The records of the repeats that ended well. */
    public List<CellRecord> ended() {
        return cells.stream().map(ReportedCell::cell).filter(CellRecord::isOk).toList();
    }

    /** The first repeat that ended well, or the first at all: the one whose curves stand for the entry. */
    public ReportedCell representative() {
        return cells.stream().filter(cell -> cell.cell().isOk()).findFirst().orElse(cells.get(0));
    }

    /** How the entry ended if no repeat ended well: the status of the first. */
    public Optional<String> outcome() {
        return ended().isEmpty() ? Optional.of(cells.get(0).cell().status().toString()) : Optional.empty();
    }

    /** The median final test MSE. */
    public @Nullable Double testMse() {
        return CellFigures.median(ended(), CellRecord::testMse);
    }

    /** The median peak signal-to-noise ratio in decibels; of images only. */
    public @Nullable Double psnr() {
        return CellFigures.median(ended(), CellFigures::psnr);
    }

    /** The median step in seconds. */
    public @Nullable Double step() {
        return CellFigures.median(ended(), CellFigures::step);
    }

    /** The median step of each repeat whose times count, in seconds: what comparisons are made of. */
    public double[] steps() {
        return ended().stream()
                .map(CellFigures::step)
                .filter(step -> step != null && step > 0)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Steps per second. */
    public @Nullable Double stepsPerSecond() {
        return CellFigures.median(ended(), CellFigures::stepsPerSecond);
    }

    /** 1e9 floating-point operations per second. */
    public @Nullable Double gflops() {
        return CellFigures.median(ended(), CellFigures::gflops);
    }

    /** The achieved share of the device's measured peak. */
    public @Nullable Double peakFraction() {
        return CellFigures.median(ended(), CellFigures::peakFraction);
    }

    /** Training seconds to the target; infinite if it was not reached. */
    public @Nullable Double secondsToTarget() {
        return CellFigures.median(ended(), CellFigures::secondsToTarget);
    }

    /** Steps to the target; infinite if it was not reached. */
    public @Nullable Double stepsToTarget() {
        return CellFigures.median(ended(), CellFigures::stepsToTarget);
    }

    /** The very first step of the process in seconds. */
    public @Nullable Double firstStepSeconds() {
        return CellFigures.median(ended(), CellFigures::firstStepSeconds);
    }

    /** Seconds from launch to the first step, of all repeats that got so far. */
    public @Nullable Double startupSeconds() {
        return CellFigures.median(records(), CellFigures::startupSeconds);
    }

    /** The largest resident set of all repeats in bytes. */
    public @Nullable Double peakMemory() {
        return most(CellFigures::peakMemory);
    }

    /** The most memory on the device of all repeats, in bytes. */
    public @Nullable Double deviceMemory() {
        return most(CellFigures::deviceMemory);
    }

    private @Nullable Double most(Function<CellRecord, @Nullable Long> bytes) {
        return records().stream()
                .map(bytes)
                .filter(Objects::nonNull)
                .map(Long::doubleValue)
                .max(Double::compare)
                .orElse(null);
    }

    /** The parity of the repeat that agreed least; null if none was checked. */
    public CellRecord.@Nullable Parity worstParity() {
        return records().stream()
                .map(CellRecord::parity)
                .filter(Objects::nonNull)
                .max(Comparator.comparingDouble(Entry::deviation))
                .orElse(null);
    }

    /** A failed check is worse than any deviation. */
    private static double deviation(CellRecord.Parity parity) {
        Double error = parity.maxRelativeError();
        return parity.passed() && error != null ? error : Double.MAX_VALUE;
    }

    private List<CellRecord> records() {
        return cells.stream().map(ReportedCell::cell).toList();
    }
}
