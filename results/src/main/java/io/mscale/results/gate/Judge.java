package io.mscale.results.gate;

import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Completion;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.PredictionInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the checks of a cell that both runs have.
 *
 * @param earlier the runs of a history that should decide; empty if the base alone should
 * @param lookedAtTwice the cells that the second look is about; others are judged by the first
 */
record Judge(
        Tolerance tolerance,
        Optional<EarlierRuns> earlier,
        Optional<RunComparison> secondLook,
        List<CellKey> lookedAtTwice) {

    private static final String ONLY_BY_MEDIANS =
            "slower by the repeats' medians, but not by the fast steps of their turns: perhaps only some steps are slower";

    List<Check> checks(CellComparison cell) {
        List<Check> checks = new ArrayList<>();
        checks.add(completion(cell));
        boolean isCompared =
                !cell.base().ended().isEmpty() && !cell.head().ended().isEmpty();
        for (Check.Kind kind : Check.Kind.values()) {
            kind.metric()
                    .filter(metric -> isCompared && tolerance.judges(metric))
                    .map(metric -> check(cell, kind, metric))
                    .ifPresent(checks::add);
        }
        return checks;
    }

    /** The check of a cell that the base does not have; empty if all of its repeats ended well. */
    static Optional<Check> ofNew(CellKey key, Completion completion) {
        return completion.change() == Completion.Change.NEW_AND_FAILS
                ? Optional.of(Check.of(
                        key,
                        Check.Kind.COMPLETION,
                        Outcome.UNDECIDED,
                        "it is new, and " + completion.failedNow().size() + " of "
                                + completion.head().size() + " repeats fail: "
                                + completion.reason().orElse("")))
                : Optional.empty();
    }

    private static Check completion(CellComparison cell) {
        Completion completion = Completion.of(cell);
        int before = completion.failedBefore().size();
        int now = completion.failedNow().size();
        int allBefore = completion.base().size();
        int all = completion.head().size();
        String reason = completion.reason().orElse("");
        return switch (completion.change()) {
            case INTERRUPTED ->
                completion(
                        cell,
                        Outcome.UNDECIDED,
                        "the " + (completion.isInterruptedNow() ? "head" : "base") + "'s run was interrupted");
            case FAILS, FAILS_MORE, NEW_AND_FAILS ->
                completion(
                        cell,
                        Outcome.REGRESSION,
                        now + " of " + all + " repeats fail, " + before + " of " + allBefore + " did in the base: "
                                + reason);
            case FIXED ->
                completion(
                        cell,
                        Outcome.PASS,
                        "fixed: " + before + " of " + allBefore + " repeats failed in the base: " + reason);
            case FAILS_LESS ->
                completion(
                        cell,
                        Outcome.PASS,
                        "better: " + now + " of " + all + " repeats fail, " + before + " of " + allBefore
                                + " did in the base: " + reason);
            case FAILS_AS_BEFORE -> completion(cell, Outcome.PASS, "it fails as it does in the base: " + reason);
            case NONE, NEW, GONE -> completion(cell, Outcome.PASS, "");
        };
    }

    private static Check completion(CellComparison cell, Outcome outcome, String reason) {
        return Check.of(cell.key(), Check.Kind.COMPLETION, outcome, reason);
    }

    private Check check(CellComparison cell, Check.Kind kind, Metric metric) {
        Optional<MetricComparison> measured = cell.metric(metric);
        if (measured.isEmpty()) {
            return Check.of(cell.key(), kind, Outcome.UNDECIDED, missing(cell, metric));
        }
        MetricComparison numbers = measured.get();
        List<String> unlike = cell.unlikeConditions(metric);
        if (!unlike.isEmpty()) {
            return told(
                    cell,
                    kind,
                    numbers,
                    Outcome.UNDECIDED,
                    "measured under different conditions: " + String.join(", ", unlike));
        }
        double accepted = tolerance.of(cell.key(), kind);
        Decision decision = numbers.decision(accepted);
        Optional<Check> tooYoung = tooYoung(cell, kind, metric, numbers);
        if (decision == Decision.SLOWER && tooYoung.isPresent()) {
            return tooYoung.get();
        }
        if (decision == Decision.SLOWER) {
            return metric == Metric.STEP && secondLook.isPresent() && lookedAtTwice.contains(cell.key())
                    ? confirmation(cell, kind, numbers, secondLook.get())
                    : told(cell, kind, numbers, Outcome.REGRESSION, "");
        }
        if (decision == Decision.CANNOT_DECIDE) {
            return undecided(cell, kind, metric, numbers);
        }
        if (decision == Decision.NO_DIFFERENCE && tolerance.isHidden(cell.key(), kind, numbers)) {
            return told(cell, kind, numbers, Outcome.UNDECIDED, "too noisy to see anything smaller than its noise");
        }
        return metric == Metric.STEP && numbers.hasSlowerMedian(accepted)
                ? told(cell, kind, numbers, Outcome.UNDECIDED, ONLY_BY_MEDIANS)
                : told(cell, kind, numbers, Outcome.PASS, changed(cell, metric, numbers));
    }

    /** Against a history that should say how much runs differ, and cannot yet, nothing is a regression. */
    private Optional<Check> tooYoung(CellComparison cell, Check.Kind kind, Metric metric, MetricComparison numbers) {
        return earlier.filter(runs -> metric.variesBetweenRuns())
                .filter(runs -> numbers.comparison().design() == PairwiseComparison.Design.FORKS)
                .map(runs -> told(
                        cell,
                        kind,
                        numbers,
                        Outcome.UNDECIDED,
                        "more than in the baseline's run, but how much runs differ is not known: "
                                + runs.values(cell.key(), metric).size() + " of the history's runs tell, and "
                                + PredictionInterval.FEWEST_VALUES + " are needed (of the baseline's level, as many"
                                + " threads, and a median certain to 25%)"));
    }

    private static String missing(CellComparison cell, Metric metric) {
        String none = "the runs have no "
                + (metric == Metric.TEST_MSE ? "test MSE of the same seed" : metric.title() + " in common");
        return metric.isCounted() ? none + ": " + cell.whyNotCounted(metric) : none;
    }

    /** What there is to say of errors that are not worse; nothing of a backend that never repeats its bits. */
    private static String changed(CellComparison cell, Metric metric, MetricComparison numbers) {
        return metric == Metric.TEST_MSE && numbers.changedSeeds() > 0 && cell.repeatsItsBits()
                ? "changed: with " + numbers.changedSeeds() + " of "
                        + numbers.comparison().forksA() + " seeds the error is another than before"
                : "";
    }

    private Check undecided(CellComparison cell, Check.Kind kind, Metric metric, MetricComparison numbers) {
        // Equal seeds give equal or nearly equal errors, so even a single repeat allows a verdict.
        if (metric == Metric.TEST_MSE && numbers.comparison().ratio() <= 1 + tolerance.of(cell.key(), kind)) {
            return told(cell, kind, numbers, Outcome.PASS, changed(cell, metric, numbers));
        }
        return told(
                cell,
                kind,
                numbers,
                Outcome.UNDECIDED,
                numbers.onDisturbedMachine() ? disturbed(cell) : tooFew(numbers));
    }

    private Check confirmation(CellComparison cell, Check.Kind kind, MetricComparison numbers, RunComparison again) {
        Optional<MetricComparison> second = again.cell(cell.key()).flatMap(other -> other.metric(Metric.STEP));
        if (second.isEmpty()) {
            return told(cell, kind, numbers, Outcome.UNDECIDED, "the second look lacks this cell");
        }
        Check check =
                switch (second.get().decision(tolerance.of(cell.key(), kind))) {
                    case SLOWER -> told(cell, kind, numbers, Outcome.REGRESSION, "confirmed by the second look");
                    case CANNOT_DECIDE ->
                        told(
                                cell,
                                kind,
                                numbers,
                                Outcome.UNDECIDED,
                                second.get().onDisturbedMachine()
                                        ? "the second look was measured on a disturbed machine"
                                        : "the second look has too few repeats");
                    case FASTER, NO_DIFFERENCE ->
                        tolerance.isHidden(cell.key(), kind, second.get())
                                ? told(cell, kind, numbers, Outcome.UNDECIDED, "the second look is too noisy")
                                : told(cell, kind, numbers, Outcome.PASS, "a second look does not confirm it");
                };
        return check.with(second.get());
    }

    private static Check told(
            CellComparison cell, Check.Kind kind, MetricComparison numbers, Outcome outcome, String reason) {
        return new Check(cell.key(), kind, outcome, reason, Optional.of(numbers), Optional.empty());
    }

    private static String disturbed(CellComparison cell) {
        return "measured on a disturbed machine: " + cell.baseRepeats() + " repeats of the base and "
                + cell.headRepeats() + " of the head";
    }

    private static String tooFew(MetricComparison numbers) {
        PairwiseComparison comparison = numbers.comparison();
        String needed = "; at least " + PairwiseComparison.FEWEST_FORKS;
        return switch (comparison.design()) {
            case SEEDS -> "too few seeds in both runs: " + comparison.forksA() + needed + " are needed";
            case RUNS -> "too few repeats of the head: " + comparison.forksA() + needed + " are needed";
            case FORKS, TURNS ->
                "too few repeats: " + comparison.forksB() + " of the base and " + comparison.forksA() + " of the head"
                        + needed + " of each are needed";
        };
    }
}
