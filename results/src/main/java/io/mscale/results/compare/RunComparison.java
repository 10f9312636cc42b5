package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.JavaRuntime;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.PredictionInterval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The comparison of a run with an earlier one. Cells are paired by everything that determines what is trained; see
 * {@link CellKey}.
 *
 * @param base the earlier run
 * @param head the run under test
 * @param cells the cells that both runs have, in the head's order
 * @param onlyBase the cells that only the base has
 * @param onlyHead the cells that only the head has
 * @param earlier the runs that decide instead of the base alone, where there are enough; empty if it is the base alone
 */
public record RunComparison(
        ReportedRun base,
        ReportedRun head,
        List<CellComparison> cells,
        List<CellKey> onlyBase,
        List<CellKey> onlyHead,
        Optional<EarlierRuns> earlier) {

    public RunComparison {
        cells = List.copyOf(cells);
        onlyBase = List.copyOf(onlyBase);
        onlyHead = List.copyOf(onlyHead);
    }

    private record Repeat(CellKey key, int repeat, long seed, boolean twin) {}

    /**
     * Compares two runs.
     *
     * @throws IllegalArgumentException if a run contains the same repeat of the same cell twice
     */
    public static RunComparison of(RunFolder baseFolder, RunRecord base, RunFolder headFolder, RunRecord head) {
        ReportedRun old = new ReportedRun("base", baseFolder, base);
        ReportedRun fresh = new ReportedRun("head", headFolder, head);
        requireNoDuplicates(old);
        requireNoDuplicates(fresh);
        Map<CellKey, CellComparison.Side> oldSides = sides(old);
        Map<CellKey, CellComparison.Side> freshSides = sides(fresh);
        List<CellComparison> cells = new ArrayList<>();
        freshSides.forEach((key, side) -> {
            CellComparison.Side oldSide = oldSides.get(key);
            if (oldSide != null) {
                cells.add(CellComparison.of(key, oldSide, side));
            }
        });
        return new RunComparison(
                old,
                fresh,
                corrected(cells),
                missing(oldSides, freshSides),
                missing(freshSides, oldSides),
                Optional.empty());
    }

    private static <V> List<CellKey> missing(Map<CellKey, V> from, Map<CellKey, V> in) {
        return from.keySet().stream().filter(key -> !in.containsKey(key)).toList();
    }

    private static void requireNoDuplicates(ReportedRun run) {
        Set<Repeat> seen = new HashSet<>();
        for (CellRecord cell : run.record().cells()) {
            Repeat repeat = new Repeat(
                    CellKey.of(cell),
                    cell.repeat(),
                    cell.seed(),
                    cell.measurement().twin());
            if (!seen.add(repeat)) {
                throw new IllegalArgumentException("the " + run.mark() + " "
                        + run.record().runId()
                        + " holds repeat " + cell.repeat() + " of " + repeat.key() + " twice (cell '" + cell.id()
                        + "'); it is not one run's record");
            }
        }
    }

    private static Map<CellKey, CellComparison.Side> sides(ReportedRun run) {
        Evidence evidence = new Evidence(List.of(run));
        Map<CellKey, List<SelfCheck>> checks = Evidence.groupBy(
                SelfCheck.of(evidence),
                check -> CellKey.of(check.entry().representative().cell()));
        Map<CellKey, CellComparison.Side> sides = new LinkedHashMap<>();
        // Seeds of one run count as repeats here, whatever the run's own numbering is.
        Evidence.groupBy(evidence.cells(), cell -> CellKey.of(cell.cell())).forEach((key, cells) -> {
            Entry entry = new Entry(cells.get(0).contestant(), Contest.of(cells.get(0)), cells);
            sides.put(key, new CellComparison.Side(entry, checks.getOrDefault(key, List.of())));
        });
        return sides;
    }

    /** Corrects each metric's p-values for the number of cells. */
    private static List<CellComparison> corrected(List<CellComparison> cells) {
        List<CellComparison> corrected = new ArrayList<>(cells);
        for (Metric metric : Metric.values()) {
            double[] p = BenjaminiHochberg.adjust(cells.stream()
                    .flatMap(cell -> cell.metric(metric).stream())
                    .filter(MetricComparison::isTested)
                    .map(MetricComparison::comparison)
                    .toList());
            int next = 0;
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i)
                        .metric(metric)
                        .filter(MetricComparison::isTested)
                        .isPresent()) {
                    double adjusted = p[next++];
                    corrected.set(i, corrected.get(i).with(metric, numbers -> numbers.withAdjustedP(adjusted)));
                }
            }
        }
        return corrected;
    }

    /**
     * Returns this comparison with times and memory held against earlier runs at the base's level, not against the base alone:
     * runs of the same program differ by more than the repeats of one run show. Where there are too few such runs, for errors
     * and for pairs of turns the base stays.
     */
    public RunComparison against(EarlierRuns runs) {
        List<CellComparison> changed = cells;
        for (Metric metric : Metric.values()) {
            int count = (int) cells.stream()
                    .filter(cell -> cell.isHeldAgainst(metric, runs))
                    .count();
            changed = changed.stream()
                    .map(cell -> cell.isHeldAgainst(metric, runs) ? against(cell, metric, runs, count) : cell)
                    .toList();
        }
        return new RunComparison(base, head, corrected(changed), onlyBase, onlyHead, Optional.of(runs));
    }

    private static CellComparison against(CellComparison cell, Metric metric, EarlierRuns runs, int cells) {
        List<Double> values = runs.values(cell.key(), metric);
        PredictionInterval level =
                PredictionInterval.of(values.stream().mapToDouble(Math::log).toArray(), 0.95);
        boolean isDisturbed = cell.headRepeats().tellNothingOf(metric);
        return cell.with(metric, numbers -> numbers.ofRuns(level, values.size(), cells, isDisturbed));
    }

    /**
     * Returns this comparison with the given cells treated as one of two measurements. A seeming slowdown is measured
     * again and must show both times, so each measurement may use a smaller noise.
     */
    public RunComparison ofTwoLooks(Collection<CellKey> keys) {
        List<CellComparison> changed = cells.stream()
                .map(cell -> keys.contains(cell.key()) ? cell.with(Metric.STEP, MetricComparison::ofTwoLooks) : cell)
                .toList();
        return new RunComparison(base, head, changed, onlyBase, onlyHead, earlier);
    }

    /** Returns the cell's comparison, if both runs have it. */
    public Optional<CellComparison> cell(CellKey key) {
        return cells.stream().filter(cell -> cell.key().equals(key)).findFirst();
    }

    /** Whether the repeats of a cell of either run, or of both, are well. */
    public Completion completion(CellKey key) {
        return new Completion(repeats(base, key), repeats(head, key));
    }

    private static List<CellRecord> repeats(ReportedRun run, CellKey key) {
        return run.record().cells().stream()
                .filter(cell -> !cell.measurement().twin() && CellKey.of(cell).equals(key))
                .toList();
    }

    public CellNames names() {
        return new CellNames(Stream.of(cells.stream().map(CellComparison::key), onlyBase.stream(), onlyHead.stream())
                .flatMap(keys -> keys)
                .toList());
    }

    /** Returns the differences between the two machines, each with both values; empty if times are comparable. */
    public List<String> machineDifferences() {
        return Fingerprint.of(base.record().environment())
                .differences(Fingerprint.of(head.record().environment()));
    }

    /**
     * Returns the full versions of both Java runtimes if they differ in patch or vendor's build only, which does not make
     * machines unlike.
     */
    public Optional<String> otherRuntimePatch() {
        JavaRuntime before = JavaRuntime.parse(base.record().environment().jvm());
        JavaRuntime now = JavaRuntime.parse(head.record().environment().jvm());
        return before.isLike(now) && !before.equals(now)
                ? Optional.of("Java runtime " + before.version() + " / " + now.version())
                : Optional.empty();
    }

    /**
     * Returns the settings in which a cell of the head differs from the only cell of the base with the same name; empty
     * if there is no such cell, or that cell is already paired.
     */
    public List<String> otherSettings(CellKey ofHead) {
        List<CellKey> candidates = onlyBase.stream()
                .filter(key -> key.toString().equals(ofHead.toString()))
                .toList();
        return candidates.size() == 1 ? candidates.get(0).differences(ofHead) : List.of();
    }

    /** Returns both runs as evidence, for reports that show them together. */
    public Evidence evidence() {
        return new Evidence(List.of(base, head));
    }
}
