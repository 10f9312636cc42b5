package io.mscale.report.change;

import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes a gate's verdict in sentences. */
public final class GateTexts {

    private GateTexts() {}

    /** The verdict and its baseline on one line. */
    public static String headline(Gate gate) {
        return switch (gate.outcome()) {
            case PASS -> "passed: no regression" + against(gate);
            case REGRESSION -> {
                int count = gate.checks(Outcome.REGRESSION).size();
                yield count + (count == 1 ? " regression" : " regressions") + against(gate);
            }
            case UNDECIDED -> "cannot decide" + against(gate);
        };
    }

    /** What failed, what is undecided and what was not confirmed: a sentence each, the most serious first. */
    public static List<String> sentences(Gate gate) {
        CellNames names = gate.comparison().names();
        List<String> sentences = new ArrayList<>();
        Stream.of(Outcome.REGRESSION, Outcome.UNDECIDED).forEach(outcome -> gate.checks(outcome)
                .forEach(check -> sentences.add(outcome + ": " + sentence(names.of(check.key()), check))));
        gate.checks(Outcome.PASS).stream()
                .filter(check -> !check.reason().isEmpty() || isBetter(gate, check))
                .forEach(check -> sentences.add(sentence(names.of(check.key()), check)));
        blindSpot(gate, names).ifPresent(sentences::add);
        return sentences;
    }

    /** Warns that a passed check may hide a slowdown because the noise exceeds the threshold; names the worst case. */
    private static Optional<String> blindSpot(Gate gate, CellNames names) {
        record Noisy(Check check, double noise) {}
        List<Noisy> noisy = gate.checks(Outcome.PASS).stream()
                .filter(check -> check.kind() == Check.Kind.TIME)
                .flatMap(check -> check.first().stream().map(numbers -> new Noisy(check, numbers.noise())))
                .filter(one -> one.noise() > gate.tolerance().step())
                .sorted(Comparator.comparingDouble(Noisy::noise).reversed())
                .toList();
        return noisy.stream()
                .findFirst()
                .map(worst -> "The machine was noisy: slowdowns below " + Formats.percentage(worst.noise()) + " of "
                        + names.of(worst.check().key()) + " would not be seen"
                        + (noisy.size() == 1 ? "" : ", nor smaller ones of " + (noisy.size() - 1) + " more cells")
                        + "; to see smaller ones, take more --repeats, or fewer --threads than there are processors");
    }

    public static String rule(Gate gate) {
        return "Slower takes p of at most 0.05 over all cells and a ratio beyond "
                + Formats.percentage(gate.tolerance().step())
                + " and the noise" + (gate.secondLook().isPresent() ? ", twice" : "") + "; less accurate, beyond "
                + Formats.percentage(gate.tolerance().testMse()) + " and the spread over seeds.";
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
        Metric metric = kind == Check.Kind.TIME ? Metric.STEP : Metric.TEST_MSE;
        return metric.title() + " " + ChangeTexts.value(metric, numbers.base()) + " before, "
                + ChangeTexts.value(metric, numbers.head()) + " now, " + ChangeTexts.ratio(numbers);
    }

    private static boolean isBetter(Gate gate, Check check) {
        double tolerance = check.kind() == Check.Kind.TIME
                ? gate.tolerance().step()
                : gate.tolerance().testMse();
        return check.first()
                .map(numbers -> numbers.decision(tolerance))
                .filter(Decision.FASTER::equals)
                .isPresent();
    }

    private static String against(Gate gate) {
        return " against " + ChangeTexts.run(gate.comparison().base());
    }
}
