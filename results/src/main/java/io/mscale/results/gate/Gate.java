package io.mscale.results.gate;

import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    public Gate {
        checks = List.copyOf(checks);
    }

    public static Gate of(RunComparison comparison, Tolerance tolerance, Optional<RunComparison> secondLook) {
        List<CellKey> lookedAtTwice = secondLook.isPresent() ? inDoubt(comparison, tolerance) : List.of();
        return judged(
                comparison.ofTwoLooks(lookedAtTwice),
                tolerance,
                secondLook.map(look -> look.ofTwoLooks(lookedAtTwice)),
                lookedAtTwice);
    }

    private static Gate judged(
            RunComparison comparison,
            Tolerance tolerance,
            Optional<RunComparison> secondLook,
            List<CellKey> lookedAtTwice) {
        Judge judge = new Judge(tolerance, comparison.earlier(), secondLook, lookedAtTwice);
        List<Check> checks = new ArrayList<>();
        comparison.cells().forEach(cell -> checks.addAll(judge.checks(cell)));
        for (CellKey missing : comparison.onlyBase()) {
            checks.add(Check.of(
                    missing, Check.Kind.COMPLETION, Outcome.UNDECIDED, "the base has this cell, the head does not"));
        }
        for (CellKey fresh : comparison.onlyHead()) {
            Judge.ofNew(fresh, comparison.completion(fresh)).ifPresent(checks::add);
        }
        return new Gate(
                comparison,
                tolerance,
                secondLook,
                checks.stream().map(tolerance.rules()::applied).toList());
    }

    /** Returns the most severe outcome of all checks; undecided if there is an {@link #obstacle}. */
    public Outcome outcome() {
        Outcome worst = checks.stream().map(Check::outcome).reduce(Outcome.PASS, Outcome::and);
        return obstacle().isPresent() ? worst.and(Outcome.UNDECIDED) : worst;
    }

    /** Why nothing can pass, whatever the single checks say; empty if it can. */
    public Optional<String> obstacle() {
        if (hasComparedNothing()) {
            return Optional.of("the head completed no cell of the base");
        }
        return Stream.of(comparison.base(), comparison.head())
                .filter(run -> run.record().finishedAt() == null)
                .map(run -> "the run of the " + run.mark() + " was cut off or is not over")
                .findFirst();
    }

    /** Whether none of the cells that both runs have trained to the end in the head: then nothing is known of it. */
    private boolean hasComparedNothing() {
        return comparison.cells().stream().allMatch(cell -> cell.head().ended().isEmpty());
    }

    /** The patterns of rules that are about no cell of either run. */
    public List<String> unmatchedRules() {
        List<CellKey> cells = new ArrayList<>(comparison.onlyBase());
        cells.addAll(comparison.onlyHead());
        cells.addAll(compared());
        return tolerance.rules().unmatched(cells);
    }

    /** The thresholds of single cells that are judged. */
    public List<Rules.Threshold> thresholdsOfRules() {
        return tolerance.rules().thresholdsOf(compared()).stream()
                .filter(rule -> rule.kind().metric().filter(tolerance::judges).isPresent())
                .toList();
    }

    private List<CellKey> compared() {
        return comparison.cells().stream().map(CellComparison::key).toList();
    }

    public List<Check> checks(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).toList();
    }

    /** Returns the cells worth measuring again: those that seem slower and that a second measurement can decide. */
    public static List<CellKey> inDoubt(RunComparison comparison, Tolerance tolerance) {
        List<CellKey> all = comparison.cells().stream().map(CellComparison::key).toList();
        return judged(comparison.ofTwoLooks(all), tolerance, Optional.empty(), List.of())
                .checks(Outcome.REGRESSION)
                .stream()
                .filter(check -> check.kind() == Check.Kind.TIME)
                .map(Check::key)
                .toList();
    }
}
