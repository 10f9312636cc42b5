package io.mscale.results.gate;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The verdict on whether a run is worse than its base. A cell is slower if the test is significant after correction for
 * the number of cells, the ratio exceeds both tolerance and noise, and a second measurement of the cell, if there is
 * one, agrees. It is less accurate if the first two conditions hold for the test MSE, over the seeds that both runs
 * used. A cell that trained to the end in the base but fails in the head is a regression, without statistics.
 *
 * @param secondLook another run of the head, or of only its doubtful cells, compared with the same base or a new one
 */
public record Gate(
        RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook, List<Check> checks) {

    private static final String ONLY_BY_MEDIANS =
            "slower by the repeats' medians, but not by the fast steps of their turns: perhaps only some steps are slower";

    public Gate {
        checks = List.copyOf(checks);
    }

    public static Gate of(RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook) {
        List<CellKey> lookedAtTwice = secondLook.isPresent() ? inDoubt(comparison, tolerance) : List.of();
        return judged(
                comparison.ofTwoLooks(lookedAtTwice),
                tolerance,
                secondLook.map(look -> look.ofTwoLooks(lookedAtTwice)));
    }

    private static Gate judged(RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook) {
        List<Check> checks = new ArrayList<>();
        for (CellComparison cell : comparison.cells()) {
            checks.add(completion(cell));
            if (!cell.base().ended().isEmpty() && !cell.head().ended().isEmpty()) {
                checks.add(time(cell, tolerance.step(), secondLook));
                checks.add(accuracy(cell, tolerance.testMse()));
            }
        }
        for (CellKey missing : comparison.onlyBase()) {
            checks.add(Check.of(
                    missing, Check.Kind.COMPLETION, Outcome.UNDECIDED, "the base has this cell, the head does not"));
        }
        return new Gate(comparison, tolerance, secondLook, checks);
    }

    /** Returns the most severe outcome of all checks; undecided if there are none. */
    public Outcome outcome() {
        return checks.stream().map(Check::outcome).reduce(Outcome::and).orElse(Outcome.UNDECIDED);
    }

    public List<Check> checks(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).toList();
    }

    /** Returns the cells worth measuring again: those that seem slower and that a second measurement can decide. */
    public static List<CellKey> inDoubt(RunComparison comparison, Tolerance tolerance) {
        List<CellKey> all = comparison.cells().stream().map(CellComparison::key).toList();
        return judged(comparison.ofTwoLooks(all), tolerance, Optional.empty()).checks(Outcome.REGRESSION).stream()
                .filter(check -> check.kind() == Check.Kind.TIME)
                .map(Check::key)
                .toList();
    }

    private static Check completion(CellComparison cell) {
        BiFunction<Outcome, String, Check> check =
                (outcome, reason) -> Check.of(cell.key(), Check.Kind.COMPLETION, outcome, reason);
        List<CellRecord> before = failed(cell.base());
        List<CellRecord> now = failed(cell.head());
        if (now.stream().anyMatch(record -> record.status() == CellStatus.INTERRUPTED)) {
            return check.apply(Outcome.UNDECIDED, "the head's run was interrupted");
        }
        int all = cell.head().cells().size();
        int allBefore = cell.base().cells().size();
        if (now.size() / (double) all <= before.size() / (double) allBefore) {
            return check.apply(
                    Outcome.PASS, now.isEmpty() ? "" : "it fails as it does in the base: " + reason(now.get(0)));
        }
        return check.apply(
                Outcome.REGRESSION,
                now.size() + " of " + all + " repeats fail, " + before.size() + " of " + allBefore
                        + " did in the base: " + reason(now.get(0)));
    }

    private static List<CellRecord> failed(Entry entry) {
        return entry.cells().stream()
                .map(ReportedCell::cell)
                .filter(cell -> !CellMeasures.isTrusted(cell))
                .toList();
    }

    private static String reason(CellRecord cell) {
        if (cell.isOk()) {
            return CellMeasures.passedParity(cell)
                    ? "its times are impossible on its machine"
                    : "its parity check failed";
        }
        return cell.reason() == null ? cell.status().toString() : cell.status() + ", " + cell.reason();
    }

    private static Check time(CellComparison cell, double tolerance, Optional<RunComparison> secondLook) {
        Optional<MetricComparison> first = cell.metric(Metric.STEP);
        BiFunction<Outcome, String, Check> check =
                (outcome, reason) -> new Check(cell.key(), Check.Kind.TIME, outcome, reason, first, Optional.empty());
        if (first.isEmpty()) {
            return check.apply(Outcome.UNDECIDED, "a run has no step times");
        }
        List<String> unlike = cell.unlikeConditions();
        if (!unlike.isEmpty()) {
            String reason = "measured under different conditions: " + String.join(", ", unlike);
            return check.apply(Outcome.UNDECIDED, reason);
        }
        return switch (first.get().decision(tolerance)) {
            case CANNOT_DECIDE ->
                check.apply(
                        Outcome.UNDECIDED, first.get().onDisturbedMachine() ? disturbed(cell) : tooFew(first.get()));
            case FASTER, NO_DIFFERENCE ->
                first.get().hasSlowerMedian(tolerance)
                        ? check.apply(Outcome.UNDECIDED, ONLY_BY_MEDIANS)
                        : check.apply(Outcome.PASS, "");
            case SLOWER ->
                secondLook
                        .map(look -> confirmation(cell.key(), tolerance, first, look))
                        .orElseGet(() -> check.apply(Outcome.REGRESSION, ""));
        };
    }

    private static Check confirmation(
            CellKey key, double tolerance, Optional<MetricComparison> first, RunComparison secondLook) {
        Optional<MetricComparison> again = secondLook.cell(key).flatMap(cell -> cell.metric(Metric.STEP));
        BiFunction<Outcome, String, Check> check =
                (outcome, reason) -> new Check(key, Check.Kind.TIME, outcome, reason, first, again);
        if (again.isEmpty()) {
            return check.apply(Outcome.UNDECIDED, "the second look lacks this cell");
        }
        return switch (again.get().decision(tolerance)) {
            case SLOWER -> check.apply(Outcome.REGRESSION, "confirmed by the second look");
            case CANNOT_DECIDE ->
                check.apply(
                        Outcome.UNDECIDED,
                        again.get().onDisturbedMachine()
                                ? "the second look was measured on a disturbed machine"
                                : "the second look has too few repeats");
            case FASTER, NO_DIFFERENCE -> check.apply(Outcome.PASS, "a second look does not confirm it");
        };
    }

    private static Check accuracy(CellComparison cell, double tolerance) {
        Optional<MetricComparison> numbers = cell.metric(Metric.TEST_MSE);
        BiFunction<Outcome, String, Check> check = (outcome, reason) ->
                new Check(cell.key(), Check.Kind.ACCURACY, outcome, reason, numbers, Optional.empty());
        if (numbers.isEmpty()) {
            return check.apply(Outcome.UNDECIDED, "the runs have no test MSE of the same seed");
        }
        return switch (numbers.get().decision(tolerance)) {
            case FASTER, NO_DIFFERENCE -> check.apply(Outcome.PASS, "");
            case SLOWER -> check.apply(Outcome.REGRESSION, "");
            // Equal seeds give equal or nearly equal errors, so even a single repeat allows a verdict.
            case CANNOT_DECIDE ->
                numbers.get().comparison().ratio() <= 1 + tolerance
                        ? check.apply(Outcome.PASS, "")
                        : check.apply(Outcome.UNDECIDED, tooFew(numbers.get()));
        };
    }

    private static String disturbed(CellComparison cell) {
        return "measured on a disturbed machine: " + cell.baseRepeats() + " repeats of the base and "
                + cell.headRepeats() + " of the head";
    }

    private static String tooFew(MetricComparison numbers) {
        return "too few repeats: " + numbers.comparison().forksB() + " of the base and "
                + numbers.comparison().forksA() + " of the head; at least " + PairwiseComparison.FEWEST_FORKS
                + " of each are needed";
    }
}
