package io.mscale.report.change;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Time spent on the measurements that a gate judges: start-up and training of the head's repeats of a cell, including
 * those of a confirmation run. All checks of a cell share the same repeats.
 *
 * @param gate the verdict
 */
record MeasuringTime(Gate gate) {

    /** The time behind one check, in seconds. */
    double seconds(Check check) {
        return seconds(Optional.of(gate.comparison()), check.key())
                + (check.second().isPresent() ? seconds(gate.secondLook(), check.key()) : 0);
    }

    /** The time behind all checks, in seconds; each cell counts once. */
    double seconds() {
        Map<CellKey, Double> longest = new LinkedHashMap<>();
        gate.checks().forEach(check -> longest.merge(check.key(), seconds(check), Math::max));
        return longest.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double seconds(Optional<RunComparison> comparison, CellKey key) {
        return comparison.flatMap(runs -> runs.cell(key)).stream()
                .map(CellComparison::head)
                .flatMap(head -> head.cells().stream())
                .mapToDouble(cell -> seconds(cell.cell()))
                .sum();
    }

    private static double seconds(CellRecord cell) {
        CellRecord.Timing timing = cell.timing();
        return timing == null
                ? 0
                : timing.trainSeconds() + (timing.startupSeconds() == null ? 0 : timing.startupSeconds());
    }
}
