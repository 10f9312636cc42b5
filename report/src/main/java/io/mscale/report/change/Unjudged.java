package io.mscale.report.change;

import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Tolerance;
import io.mscale.results.statistics.Decision;
import java.util.Optional;

/** What a comparison says where no gate judges it. */
final class Unjudged {

    private Unjudged() {}

    /** The decision; none if there is no difference beyond a noise that hides what a reader would want to know. */
    static Decision decision(Metric metric, MetricComparison numbers) {
        Decision decision = numbers.decision();
        return decision == Decision.NO_DIFFERENCE && isHidden(metric, numbers) ? Decision.CANNOT_DECIDE : decision;
    }

    /** The decision about a cell that a gate may judge: then what it measured is told as it is. */
    static Decision decision(CellKey cell, Metric metric, MetricComparison numbers, Optional<Gate> gate) {
        boolean isJudged = gate.stream()
                .flatMap(verdict -> verdict.checks().stream())
                .anyMatch(check -> check.key().equals(cell)
                        && check.kind().metric().filter(metric::equals).isPresent());
        return isJudged ? numbers.decision() : decision(metric, numbers);
    }

    /** As much noise as keeps a gate from a verdict if nothing else is said. */
    private static boolean isHidden(Metric metric, MetricComparison numbers) {
        return metric == Metric.TEST_MSE
                ? numbers.changedSeeds() > 0 && numbers.noise() > Tolerance.MOST_NOISE_OF_ERRORS
                : numbers.noise() > Tolerance.STANDARD_MAX_NOISE;
    }
}
