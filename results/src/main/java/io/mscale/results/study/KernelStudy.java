package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.statistics.RankCorrelation;
import io.mscale.results.study.Conclusion.Finding;
import io.mscale.results.study.Conclusion.Verdict;
import io.mscale.results.study.OverSeeds.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the tangent kernel at the initial parameters predicts against what training shows. The kernel's rates are those
 * of gradient descent; Adam scales every parameter's step, so that only their order and their spread are compared.
 * Where many scales bring the rates close together, little is left to predict: the order is judged in the networks that
 * spread them, and over all networks together.
 */
final class KernelStudy extends Study {

    private static final String TENTH = "tenth";
    private static final String ALL = "all";

    /** Rank correlation above which the order counts as predicted: that of {@link FrequencyPrincipleStudy}. */
    private static final double IN_ORDER = 0.5;

    KernelStudy() {
        super(
                "kernel",
                "The initial tangent kernel predicts which frequency is learned when,"
                        + " and many scales even out its rates.",
                StudyForm.plain(Variant.SINGLE),
                new StudyForm(Variant.MULTI, TENTH, "a tenth of the scales", new StudyForm.Frequencies(0.1)),
                new StudyForm(Variant.MULTI, ALL, "all scales"));
    }

    @Override
    boolean waitsForHighFrequencies() {
        return true;
    }

    @Override
    public boolean needsKernel() {
        return true;
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.KERNEL);
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm single = variant(results, Variant.SINGLE);
        TrainedForm tenth = results.role(TENTH);
        TrainedForm multi = results.role(ALL);
        List<TrainedForm> forms = List.of(single, tenth, multi);
        if (forms.stream().flatMap(form -> form.cells().stream()).anyMatch(cell -> cell.kernel()
                .isEmpty())) {
            return List.of(new Finding(
                    results.conditions() + ": the tangent kernel was not computed for every network",
                    Verdict.CANNOT_TELL));
        }
        OverSeeds ofSingle = order(List.of(single));
        OverSeeds ofTenth = order(List.of(tenth));
        OverSeeds together = order(forms);
        OverSeeds predicted = spread(single).over(spread(multi));
        OverSeeds measured = single.spreadOfFrequencies().over(multi.spreadOfFrequencies());
        return List.of(
                new Finding(
                        results.conditions() + ": the order in which the kernel's rates predict that frequencies are"
                                + " learned and the measured one have a rank correlation of " + inWords(ofSingle)
                                + " with one scale",
                        ofSingle.isAbove(IN_ORDER)),
                new Finding("of " + inWords(ofTenth) + " with " + tenth.name(), ofTenth.isAbove(IN_ORDER)),
                Finding.aside("of " + inWords(order(List.of(multi))) + " with " + multi.name()
                        + ", whose rates are close together"),
                new Finding(
                        "and of " + inWords(together) + " over the three networks together, where the order of k alone"
                                + " has " + inWords(correlation(forms, PredictedFrequency::k)),
                        together.isAbove(IN_ORDER)),
                new Finding(
                        "from the fastest to the slowest frequency the rates fall " + times(spread(single))
                                + " with one scale, " + times(spread(multi)) + " with " + multi.name()
                                + ": a ratio of " + predicted.inWords(StudyResults::factor),
                        predicted.isAbove(CLEARLY)),
                Finding.aside("the measured steps grow " + times(single.spreadOfFrequencies()) + " and "
                        + times(multi.spreadOfFrequencies()) + ": a ratio of "
                        + measured.inWords(StudyResults::factor)));
    }

    private static String inWords(OverSeeds correlation) {
        return correlation.inWords(StudyResults::correlation);
    }

    /** How well 1 / rate ranks the steps, seed by seed. */
    private static OverSeeds order(List<TrainedForm> forms) {
        return correlation(forms, frequency -> 1 / frequency.rate());
    }

    /**
     * The rank correlation of a quantity and the steps, over the frequencies of all forms; seeds that learned fewer
     * than two have none.
     */
    private static OverSeeds correlation(List<TrainedForm> forms, ToDoubleFunction<PredictedFrequency> quantity) {
        Map<Long, List<PredictedFrequency>> bySeed = new TreeMap<>();
        for (TrainedForm form : forms) {
            form.cells().forEach(cell -> bySeed.computeIfAbsent(cell.seed(), seed -> new ArrayList<>())
                    .addAll(PredictedFrequency.of(cell)));
        }
        Map<Long, Range> values = new TreeMap<>();
        bySeed.forEach((seed, frequencies) -> {
            double tau = RankCorrelation.tauB(
                    frequencies.stream().mapToDouble(quantity).toArray(),
                    frequencies.stream()
                            .mapToDouble(PredictedFrequency::rankedStep)
                            .toArray());
            long learned =
                    frequencies.stream().filter(PredictedFrequency::isLearned).count();
            if (learned > 1 && !Double.isNaN(tau)) {
                values.put(seed, Range.exactly(tau));
            }
        });
        return new OverSeeds(values);
    }

    /** The largest of a network's rates over the smallest, seed by seed. */
    private static OverSeeds spread(TrainedForm form) {
        return form.measured(KernelStudy::spread);
    }

    private static @Nullable Double spread(CellRecord cell) {
        Comparator<PredictedFrequency> byRate = Comparator.comparingDouble(PredictedFrequency::rate);
        List<PredictedFrequency> sorted =
                PredictedFrequency.of(cell).stream().sorted(byRate).toList();
        return sorted.size() < 2
                ? null
                : sorted.get(sorted.size() - 1).rate() / sorted.get(0).rate();
    }
}
