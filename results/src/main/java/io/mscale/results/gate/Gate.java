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
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on whether a run is worse than its base. A cell is slower if the test is significant after correction for
 * the number of cells, the ratio exceeds both tolerance and noise, and a second measurement of the cell, if there is
 * one, agrees. It is less accurate if the first two conditions hold for the test MSE, over the seeds that both runs
 * used. A cell that trained to the end in the base but fails in the head is a regression, without statistics.
 *
 * @param comparison the comparison under judgement
 * @param tolerance the differences to ignore
 * @param secondLook another run of the head, or of only its doubtful cells, compared with the same base or a new one
 * @param checks the checks, cell by cell
 */
public record Gate(
        RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook, List<Check> checks) {

    public Gate {
        checks = List.copyOf(checks);
    }

    /** Judges a comparison. */
    public static Gate of(RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook) {
        List<CellKey> lookedAtTwice = secondLook.isPresent() ? inDoubt(comparison, tolerance) : List.of();
        return judged(
                comparison.ofTwoLooks(lookedAtTwice),
                tolerance,
                secondLook.map(look -> look.ofTwoLooks(lookedAtTwice)));
    }

    private static Gate judged(RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook) {
        Judge judge = new Judge(tolerance, secondLook);
        List<Check> checks = new ArrayList<>();
        for (CellComparison cell : comparison.cells()) {
            Check completion = completion(cell);
            checks.add(completion);
            if (!cell.base().ended().isEmpty() && !cell.head().ended().isEmpty()) {
                checks.add(judge.time(cell));
                checks.add(judge.accuracy(cell));
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

    /** Returns the checks with one outcome. */
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
        List<CellRecord> before = failed(cell.base());
        List<CellRecord> now = failed(cell.head());
        Check.Kind kind = Check.Kind.COMPLETION;
        Optional<CellRecord> interrupted = now.stream()
                .filter(record -> record.status() == CellStatus.INTERRUPTED)
                .findFirst();
        if (interrupted.isPresent()) {
            return Check.of(cell.key(), kind, Outcome.UNDECIDED, "the head's run was interrupted");
        }
        double shareBefore = before.size() / (double) cell.base().cells().size();
        double shareNow = now.size() / (double) cell.head().cells().size();
        if (shareNow <= shareBefore) {
            String reason = now.isEmpty() ? "" : "it fails as it does in the base: " + reason(now.get(0));
            return Check.of(cell.key(), kind, Outcome.PASS, reason);
        }
        return Check.of(
                cell.key(),
                kind,
                Outcome.REGRESSION,
                now.size() + " of " + cell.head().cells().size() + " repeats fail, " + before.size() + " of "
                        + cell.base().cells().size() + " did in the base: " + reason(now.get(0)));
    }

    private static List<CellRecord> failed(Entry entry) {
        return entry.cells().stream()
                .map(ReportedCell::cell)
                .filter(cell -> !CellMeasures.isTrusted(cell))
                .toList();
    }

    private static String reason(CellRecord cell) {
        if (cell.isOk()) {
            return "its parity check failed";
        }
        return cell.reason() == null ? cell.status().toString() : cell.status() + ", " + cell.reason();
    }

    /** The checks that need statistics. */
    private record Judge(Tolerance tolerance, Optional<RunComparison> secondLook) {

        Check time(CellComparison cell) {
            MetricComparison numbers = cell.metrics().get(Metric.STEP);
            Check.Kind kind = Check.Kind.TIME;
            if (numbers == null) {
                return Check.of(cell.key(), kind, Outcome.UNDECIDED, "a run has no step times");
            }
            List<String> unlike = cell.unlikeConditions();
            if (!unlike.isEmpty()) {
                String reason = "measured under different conditions: " + String.join(", ", unlike);
                return Check.of(cell.key(), kind, Outcome.UNDECIDED, reason, numbers);
            }
            return switch (numbers.decision(tolerance.step())) {
                case CANNOT_DECIDE -> Check.of(cell.key(), kind, Outcome.UNDECIDED, tooFew(numbers), numbers);
                case FASTER, NO_DIFFERENCE -> Check.of(cell.key(), kind, Outcome.PASS, "", numbers);
                case SLOWER -> slower(cell.key(), numbers);
            };
        }

        private Check slower(CellKey key, MetricComparison numbers) {
            Check.Kind kind = Check.Kind.TIME;
            if (secondLook.isEmpty()) {
                return Check.of(key, kind, Outcome.REGRESSION, "", numbers);
            }
            Optional<MetricComparison> again =
                    secondLook.flatMap(look -> look.cell(key)).flatMap(cell -> cell.metric(Metric.STEP));
            Optional<Decision> decision = again.map(look -> look.decision(tolerance.step()));
            Optional<MetricComparison> first = Optional.of(numbers);
            if (decision.isEmpty()) {
                return new Check(key, kind, Outcome.UNDECIDED, "the second look lacks this cell", first, again);
            }
            return switch (decision.get()) {
                case SLOWER -> new Check(key, kind, Outcome.REGRESSION, "confirmed by the second look", first, again);
                case CANNOT_DECIDE ->
                    new Check(key, kind, Outcome.UNDECIDED, "the second look has too few repeats", first, again);
                case FASTER, NO_DIFFERENCE ->
                    new Check(key, kind, Outcome.PASS, "a second look does not confirm it", first, again);
            };
        }

        Check accuracy(CellComparison cell) {
            MetricComparison numbers = cell.metrics().get(Metric.TEST_MSE);
            Check.Kind kind = Check.Kind.ACCURACY;
            if (numbers == null) {
                return Check.of(cell.key(), kind, Outcome.UNDECIDED, "the runs have no test MSE of the same seed");
            }
            return switch (numbers.decision(tolerance.testMse())) {
                case FASTER, NO_DIFFERENCE -> Check.of(cell.key(), kind, Outcome.PASS, "", numbers);
                case SLOWER -> Check.of(cell.key(), kind, Outcome.REGRESSION, "", numbers);
                // Equal seeds give equal or nearly equal errors, so even a single repeat allows a verdict.
                case CANNOT_DECIDE ->
                    numbers.comparison().ratio() <= 1 + tolerance.testMse()
                            ? Check.of(cell.key(), kind, Outcome.PASS, "", numbers)
                            : Check.of(cell.key(), kind, Outcome.UNDECIDED, tooFew(numbers), numbers);
            };
        }

        private static String tooFew(MetricComparison numbers) {
            return "too few repeats: " + numbers.comparison().forksB() + " of the base and "
                    + numbers.comparison().forksA() + " of the head; at least " + PairwiseComparison.FEWEST_FORKS
                    + " of each are needed";
        }
    }
}
