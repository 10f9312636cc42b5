package io.mscale.report.change;

import io.mscale.report.text.Text;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.gate.Rules;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a gate's verdict in sentences. */
public final class GateTexts {

    /** Noise that is hardly above the threshold hides hardly more than the threshold does. */
    private static final double CONSIDERABLE = 2;

    /** So many rules of single cells are named. */
    private static final int MOST_RULES = 8;

    /** What helps beside repeats if counts scatter: threads that wait by spinning, or steps that are not compiled yet. */
    private static final String OF_COUNTS = ", --threads 1, or more --steps";

    private GateTexts() {}

    /** The verdict and its baseline on one line. */
    public static String headline(Gate gate) {
        return switch (gate.outcome()) {
            case PASS -> "passed: no regression" + against(gate);
            case REGRESSION -> {
                int count = gate.checks(Outcome.REGRESSION).size();
                yield count + (count == 1 ? " regression" : " regressions") + against(gate);
            }
            case UNDECIDED ->
                "cannot decide" + gate.obstacle().map(why -> ": " + why + ",").orElse("") + against(gate);
        };
    }

    /** The findings in words. */
    public static List<String> sentences(Gate gate) {
        return Finding.texts(findings(gate));
    }

    /** What failed, what is undecided and what was not confirmed: a sentence each, the most serious first. */
    public static List<Finding> findings(Gate gate) {
        CellNames names = gate.comparison().names();
        List<Finding> findings = new ArrayList<>();
        for (Check check : gate.checks()) {
            boolean passes = check.outcome() == Outcome.PASS;
            if (!passes || !check.reason().isEmpty() || isBetter(gate, check)) {
                findings.add(new Finding(
                        severity(gate, check),
                        (passes ? "" : check.outcome() + ": ") + sentence(names.of(check.key()), check)));
            }
        }
        List<Finding> sorted = new ArrayList<>(Finding.sorted(findings));
        Check.Kind.choices().forEach(kind -> blindSpot(gate, kind)
                .map(blind -> blind.sentence(names))
                .ifPresent(text -> sorted.add(new Finding(Severity.UNKNOWN, text))));
        advice(gate).ifPresent(text -> sorted.add(new Finding(Severity.UNKNOWN, text)));
        gate.unmatchedRules()
                .forEach(text -> sorted.add(
                        new Finding(Severity.UNKNOWN, "a rule for '" + text + "' is about no cell of these runs")));
        if (gate.checks(Outcome.REGRESSION).stream().anyMatch(check -> isAgainstOneRun(gate, check))) {
            sorted.add(new Finding(
                    Severity.UNKNOWN,
                    "The base is one run: how much runs of the same program differ is not known. A history tells, "
                            + "with gate --history, or ab, which measures both in turns."));
        }
        return sorted;
    }

    /** How much the verdict matters. */
    public static Severity severity(Gate gate) {
        return switch (gate.outcome()) {
            case REGRESSION -> Severity.REGRESSION;
            case UNDECIDED -> Severity.UNDECIDED;
            case PASS -> Severity.BETTER;
        };
    }

    private static Severity severity(Gate gate, Check check) {
        return check.first()
                .map(numbers -> Severity.of(numbers.decision(), Optional.of(check)))
                .orElseGet(() ->
                        Severity.of(gate.comparison().completion(check.key()).change(), Optional.of(check)));
    }

    /** What would help where noise, or a disturbed machine, keeps it undecided; empty if nothing is. */
    private static Optional<String> advice(Gate gate) {
        List<Check> noisy = gate.checks(Outcome.UNDECIDED).stream()
                .filter(check -> looks(check)
                        .anyMatch(numbers -> numbers.onDisturbedMachine()
                                || (numbers.decision() != Decision.CANNOT_DECIDE
                                        && gate.tolerance().isHidden(check.key(), check.kind(), numbers))))
                .toList();
        if (noisy.isEmpty()) {
            return Optional.empty();
        }
        if (noisy.stream()
                .noneMatch(check ->
                        check.kind().metric().filter(Metric::variesBetweenRuns).isPresent())) {
            boolean areCounts = noisy.stream().anyMatch(GateTexts::isOfCounts);
            return Optional.of(
                    "To decide about what scatters so much, take more --repeats" + (areCounts ? OF_COUNTS : ""));
        }
        // How much runs of a history differ does not depend on the repeats of this one.
        boolean repeatsHelp = noisy.stream()
                .flatMap(GateTexts::looks)
                .anyMatch(numbers -> numbers.onDisturbedMachine()
                        || numbers.comparison().design() != PairwiseComparison.Design.RUNS);
        return Optional.of("To decide despite such noise, measure "
                + (isOfAb(gate)
                        ? "at a quieter time, or with fewer --threads than there are processors"
                        : ChangeTexts.QUIETER)
                + (repeatsHelp ? ", or with more --repeats" : ""));
    }

    private static boolean isOfCounts(Check check) {
        return check.kind().metric().filter(Metric::isCounted).isPresent();
    }

    private static Stream<MetricComparison> looks(Check check) {
        return Stream.concat(check.first().stream(), check.second().stream());
    }

    /** The two runs of {@code ab} alternated, so that whatever made a run slow met both. */
    private static boolean isOfAb(Gate gate) {
        List<String> command = gate.comparison().base().record().command();
        return !command.isEmpty() && command.get(0).equals("ab");
    }

    private static boolean isAgainstOneRun(Gate gate, Check check) {
        return check.kind() == Check.Kind.TIME
                && !isOfAb(gate)
                && gate.secondLook().isEmpty()
                && check.first()
                        .filter(numbers -> numbers.comparison().design() == PairwiseComparison.Design.FORKS)
                        .isPresent();
    }

    /** What would not be seen, of the worst cell, and how many others have such a limit. */
    private record BlindSpot(Check worst, double noise, int others) {

        String sentence(CellNames names) {
            return switch (worst.kind()) {
                case TIME ->
                    "The machine was noisy: slowdowns " + words(names)
                            + "; to see smaller ones, take more --repeats, or fewer --threads than there are processors";
                case ACCURACY ->
                    "Errors scatter from seed to seed: losses of accuracy " + words(names)
                            + "; to see smaller ones, take more --repeats";
                default ->
                    "The repeats scatter: more " + worst.kind() + " " + words(names)
                            + "; to see less, take more --repeats" + (isOfCounts(worst) ? OF_COUNTS : "");
            };
        }

        private String words(CellNames names) {
            return "below " + Formats.percentage(noise) + " of " + names.of(worst.key()) + " would not be seen"
                    + (others == 0
                            ? ""
                            : ", nor smaller ones of " + others + (others == 1 ? " more cell" : " more cells"));
        }
    }

    /** Warns that a passed check may hide a change because the noise is well above the threshold; names the worst case. */
    private static Optional<BlindSpot> blindSpot(Gate gate, Check.Kind kind) {
        record Noisy(Check check, double noise) {}
        List<Noisy> noisy = gate.checks(Outcome.PASS).stream()
                .filter(check -> check.kind() == kind)
                .flatMap(check -> check.first().stream().map(numbers -> new Noisy(check, numbers.noise())))
                .filter(one -> one.noise()
                        > CONSIDERABLE * gate.tolerance().of(one.check().key(), kind))
                .sorted(Comparator.comparingDouble(Noisy::noise).reversed())
                .toList();
        return noisy.stream().findFirst().map(worst -> new BlindSpot(worst.check(), worst.noise(), noisy.size() - 1));
    }

    /** What it takes for a regression, of each metric that is judged, and what the rules for single cells change. */
    public static String rule(Gate gate) {
        String noise = " and the noise";
        String twice = gate.secondLook().isPresent() ? ", twice" : "";
        List<String> parts = new ArrayList<>();
        Check.Kind.choices().forEach(kind -> kind.metric()
                .filter(gate.tolerance()::judges)
                .map(gate.tolerance()::of)
                .map(Formats::percentage)
                .ifPresent(share -> parts.add(
                        switch (kind) {
                            case TIME ->
                                "slower takes p of at most 0.05 over all cells and a ratio beyond " + share + noise
                                        + twice;
                            case ACCURACY -> "less accurate, beyond " + share + " and the spread over seeds";
                            default -> "more " + kind + ", beyond " + share + noise;
                        })));
        String rule = String.join("; ", parts);
        String standard = rule.isEmpty() ? "" : Character.toUpperCase(rule.charAt(0)) + rule.substring(1) + ".";
        return Stream.concat(Stream.of(standard), ofSingleCells(gate).stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The rules for single cells, and where they are from; empty if no file was read. */
    private static Optional<String> ofSingleCells(Gate gate) {
        Rules rules = gate.tolerance().rules();
        if (rules.source().isEmpty()) {
            return Optional.empty();
        }
        List<Rules.Threshold> thresholds = gate.thresholdsOfRules();
        List<String> parts = new ArrayList<>(thresholds.stream()
                .limit(MOST_RULES)
                .map(rule ->
                        rule.kind() + " of '" + rule.cells().text() + "' beyond " + Formats.percentage(rule.accept()))
                .toList());
        if (thresholds.size() > MOST_RULES) {
            parts.add((thresholds.size() - MOST_RULES) + " more");
        }
        int waivers = rules.waivers().size();
        if (waivers > 0) {
            parts.add(waivers + (waivers == 1 ? " waiver" : " waivers"));
        }
        int all = rules.thresholds().size() + waivers;
        return Optional.of(Text.oneLine(rules.source() + " has " + (all == 0 ? "no" : all)
                + (all == 1 ? " rule" : " rules") + (parts.isEmpty() ? "" : ": " + String.join("; ", parts)) + "."));
    }

    public static String sentence(String name, Check check) {
        List<String> parts = new ArrayList<>();
        check.first().ifPresent(numbers -> parts.add(numbers(check.kind(), numbers)));
        if (!check.reason().isEmpty()) {
            parts.add(check.reason());
        }
        check.second().ifPresent(numbers -> parts.add("there " + numbers(check.kind(), numbers)));
        return name + ", " + check.kind() + (parts.isEmpty() ? "" : ": " + String.join("; ", parts));
    }

    private static String numbers(Check.Kind kind, MetricComparison numbers) {
        Metric metric = kind.metric().orElseThrow();
        return metric.title() + " " + ChangeTexts.value(metric, numbers.base()) + " before, "
                + ChangeTexts.value(metric, numbers.head()) + " now, " + ChangeTexts.ratio(numbers);
    }

    private static boolean isBetter(Gate gate, Check check) {
        return check.first()
                .map(numbers -> numbers.decision(gate.tolerance().of(check.key(), check.kind())))
                .filter(Decision.FASTER::equals)
                .isPresent();
    }

    private static String against(Gate gate) {
        boolean isAgainstLevel = gate.checks().stream()
                .flatMap(GateTexts::looks)
                .anyMatch(numbers -> numbers.comparison().design() == PairwiseComparison.Design.RUNS);
        return (isAgainstLevel ? " against the level of " : " against ")
                + ChangeTexts.run(gate.comparison().base());
    }
}
