package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Figures;
import io.mscale.results.study.Forms.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From measured forms to a sentence and a judgement, one method for each claim. */
final class Conclusions {

    /** A frequency counts as learned when half of it is there. */
    private static final double LEARNED = 0.5;

    /** A difference that nobody disputes. */
    private static final double CLEARLY = 5;

    /** What differs by less than this hardly matters, where final errors are read at one moment. */
    private static final double HARDLY = 10;

    private static final double TARGET = 1e-2;

    private static final Set<String> WAVES = Set.of("sin", "cos", "sincos");
    private static final Set<String> WAVELETS = Set.of("phi", "psi", "phipsi", "morlet", "mexhat");

    private Conclusions() {}

    static Optional<Conclusion> chapter(Forms forms) {
        return both(forms, (single, multi) -> {
            StringBuilder sentence = new StringBuilder();
            boolean passes = true;
            Optional<PublishedCurves.Point> published = forms.published("multi");
            if (published.isPresent()) {
                Optional<Integer> step = multi.stepsTo(published.get().testMse());
                passes = step.isPresent();
                sentence.append("Many scales ")
                        .append(step.map(s -> "pass the test MSE published after "
                                        + published.get().step() + " epochs, "
                                        + Figures.error(published.get().testMse()) + ", at step " + s)
                                .orElse("do not reach the published test MSE of "
                                        + Figures.error(published.get().testMse())))
                        .append(" and are at ");
            } else {
                sentence.append("Many scales are at ");
            }
            sentence.append(Figures.error(multi.testMse()))
                    .append(" after ")
                    .append(forms.steps())
                    .append(" steps; one scale is at ")
                    .append(Figures.error(single.testMse()));
            forms.published("single").ifPresent(point -> sentence.append(" (published: ")
                    .append(Figures.error(point.testMse()))
                    .append(" after ")
                    .append(point.step())
                    .append(" epochs)"));
            forms.settings("published").stream()
                    .filter(form -> form.variant() == Variant.MULTI)
                    .findFirst()
                    .ifPresent(form ->
                            sentence.append("; the published recipe is at ").append(Figures.error(form.testMse())));
            return new Conclusion(sentence + ".", passes && multi.testMse() * CLEARLY < single.testMse());
        });
    }

    static Optional<Conclusion> frequencyPrinciple(Forms forms) {
        return both(forms, (single, multi) -> {
            double[] frequencies = single.frequencies();
            List<Integer> order = new ArrayList<>();
            for (double k : frequencies) {
                order.add(single.stepsToFrequency(k, LEARNED).orElse(Integer.MAX_VALUE));
            }
            boolean ascending = order.stream().sorted().toList().equals(order)
                    && order.stream().distinct().count() > 1;
            return new Conclusion(
                    "With one scale, half of each frequency is learned " + times(single, frequencies)
                            + "; with many scales " + times(multi, frequencies) + ".",
                    ascending);
        });
    }

    private static String times(Form form, double[] frequencies) {
        List<String> texts = new ArrayList<>();
        for (double k : frequencies) {
            texts.add(number(k)
                    + form.stepsToFrequency(k, LEARNED)
                            .map(step -> " at step " + step)
                            .orElse(" not within " + form.cell().training().steps() + " steps"));
        }
        return "(k: step) " + String.join(", ", texts);
    }

    static Optional<Conclusion> stretch(Forms forms) {
        return both(
                forms,
                (plain, stretched) -> new Conclusion(
                        "Stretched by " + number(stretched.largestScale()) + ", test MSE " + Figures.error(TARGET)
                                + " is reached "
                                + stretched
                                        .stepsTo(TARGET)
                                        .map(step -> "at step " + step)
                                        .orElse("never") + " and "
                                + Figures.error(stretched.testMse()) + " after " + forms.steps()
                                + " steps; not stretched, the same network is at " + Figures.error(plain.testMse())
                                + ".",
                        stretched.testMse() * CLEARLY < plain.testMse()));
    }

    static Optional<Conclusion> activations(Forms forms) {
        List<Form> first = ranked(forms.settings("first "));
        List<Form> others = ranked(forms.settings("others "));
        Optional<Form> wave = named(first, "first ", WAVES);
        Optional<Form> wavelet = named(first, "first ", WAVELETS);
        if (first.size() < 2 || others.size() < 2 || wave.isEmpty() || wavelet.isEmpty()) {
            return Optional.empty();
        }
        double spreadOfFirst = ratio(first);
        double spreadOfOthers = ratio(others);
        return Optional.of(new Conclusion(
                "In the first layer " + named(first.get(0)) + " is best, the best wavelet is " + named(wavelet.get())
                        + " and " + named(first.get(first.size() - 1)) + " is worst, "
                        + Figures.times(spreadOfFirst) + " times the best; in the other layers from "
                        + named(others.get(0)) + " to " + named(others.get(others.size() - 1)) + ", "
                        + Figures.times(spreadOfOthers) + " times.",
                wave.get().testMse() < wavelet.get().testMse() && spreadOfOthers < HARDLY));
    }

    static Optional<Conclusion> scalesTooLarge(Forms forms) {
        if (forms.forms().size() < 2) {
            return Optional.empty();
        }
        Form best = ranked(forms.forms()).get(0);
        Form largest = forms.forms().stream()
                .max(Comparator.comparingDouble(Form::largestScale))
                .orElseThrow();
        return Optional.of(new Conclusion(
                "The test MSE is least with scales up to " + number(best.largestScale()) + ", "
                        + Figures.error(best.testMse()) + "; with scales up to " + number(largest.largestScale())
                        + " it is " + Figures.error(largest.testMse()) + ", although the training MSE is "
                        + Figures.error(largest.trainMse()) + ".",
                largest.testMse() > CLEARLY * best.testMse() && largest.testMse() > CLEARLY * largest.trainMse()));
    }

    static Optional<Conclusion> equalScales(Forms forms) {
        if (forms.forms().size() < 2) {
            return Optional.empty();
        }
        Form spread = forms.forms().get(0);
        List<Form> equal = forms.forms().subList(1, forms.forms().size());
        boolean slower = equal.stream().allMatch(form -> stepsToTarget(form) > 1.5 * stepsToTarget(spread));
        return Optional.of(new Conclusion(
                forms.forms().stream()
                                .map(form ->
                                        "With " + form.setting() + " test MSE " + Figures.error(TARGET) + " is reached "
                                                + form.stepsTo(TARGET)
                                                        .map(step -> "at step " + step)
                                                        .orElse("never")
                                                + " and " + Figures.error(form.testMse()) + " at the end")
                                .collect(Collectors.joining("; "))
                                .replace("; With", "; with")
                        + " (training MSE "
                        + Figures.error(equal.get(equal.size() - 1).trainMse()) + ").",
                slower));
    }

    static Optional<Conclusion> structures(Forms forms) {
        Optional<Form> single = forms.variant(Variant.SINGLE);
        List<Form> multis = forms.forms().stream()
                .filter(form -> form.variant().isMultiScale())
                .toList();
        if (single.isEmpty() || multis.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Conclusion(
                "After " + forms.steps() + " steps "
                        + forms.forms().stream()
                                .map(form -> form.variant() + " (" + form.cell().parameters() + " parameters, "
                                        + Figures.duration(form.entry().step()) + " a step) is at "
                                        + Figures.error(form.testMse()))
                                .collect(Collectors.joining(", "))
                        + ".",
                multis.stream()
                        .allMatch(
                                form -> form.testMse() * CLEARLY < single.get().testMse())));
    }

    static Optional<Conclusion> baselines(Forms forms) {
        Optional<Form> multi = forms.variant(Variant.MULTI);
        if (multi.isEmpty() || forms.forms().size() < 2) {
            return Optional.empty();
        }
        List<Form> ranked = ranked(forms.forms());
        return Optional.of(new Conclusion(
                "Test MSE after " + forms.steps() + " steps, best first: "
                        + ranked.stream()
                                .map(form -> form.variant() + " " + Figures.error(form.testMse()))
                                .collect(Collectors.joining(", "))
                        + ".",
                multi.get().testMse() <= 1.5 * ranked.get(0).testMse()));
    }

    private interface Pair {
        Conclusion conclude(Form single, Form multi);
    }

    private static Optional<Conclusion> both(Forms forms, Pair pair) {
        Optional<Form> single = forms.variant(Variant.SINGLE);
        Optional<Form> multi = forms.variant(Variant.MULTI);
        return single.isPresent() && multi.isPresent()
                ? Optional.of(pair.conclude(single.get(), multi.get()))
                : Optional.empty();
    }

    private static List<Form> ranked(List<Form> forms) {
        return forms.stream().sorted(Comparator.comparingDouble(Form::testMse)).toList();
    }

    private static double ratio(List<Form> ranked) {
        return ranked.get(ranked.size() - 1).testMse() / ranked.get(0).testMse();
    }

    private static Optional<Form> named(List<Form> ranked, String beginning, Set<String> names) {
        return ranked.stream()
                .filter(form -> names.contains(form.setting().substring(beginning.length())))
                .findFirst();
    }

    private static String named(Form form) {
        String setting = form.setting();
        return setting.substring(setting.indexOf(' ') + 1) + " (" + Figures.error(form.testMse()) + ")";
    }

    private static double stepsToTarget(Form form) {
        return form.stepsTo(TARGET).map(Integer::doubleValue).orElse(Double.POSITIVE_INFINITY);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
