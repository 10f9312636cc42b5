package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The same network with each activation in its first layer, and with some activations in the other layers. */
final class ActivationsStudy extends Study {

    private static final String FIRST = "first-activation";
    private static final String OTHERS = "other-activations";

    private static final Set<String> WAVES = Set.of("sin", "cos", "sincos");
    private static final Set<String> WAVELETS = Set.of("phi", "psi", "phipsi", "morlet", "mexhat");

    /** Factor between the worst and the best above which the choice matters, and below which it hardly does. */
    private static final double MATTERS = 10;

    /** Factor by which the best wave has to beat the best wavelet: less is the scatter of single steps. */
    private static final double BETTER = 2;

    ActivationsStudy() {
        super(
                "activations",
                "The first layer's activation matters, sine and cosine more than wavelets; the other layers' hardly does.",
                Stream.concat(
                                ActivationPattern.all().stream()
                                        .filter(activation -> activation != Activation.IDENTITY)
                                        .map(ActivationsStudy::first),
                                // Representatives: piecewise linear, bounded, periodic, smooth, of compact support.
                                Stream.of(
                                                Activation.RELU,
                                                Activation.TANH,
                                                Activation.SIN,
                                                Activation.GELU,
                                                Activation.PHI,
                                                Activation.SIGMOID)
                                        .map(ActivationsStudy::others))
                        .toArray(StudyForm[]::new));
    }

    private static StudyForm first(ActivationPattern activation) {
        return new StudyForm(Variant.MULTI, FIRST, "first " + activation, new StudyForm.FirstActivation(activation));
    }

    private static StudyForm others(Activation activation) {
        return new StudyForm(Variant.MULTI, OTHERS, "others " + activation, new StudyForm.OtherActivations(activation));
    }

    @Override
    List<Finding> findings(StudyResults results) {
        List<TrainedForm> first = results.ranked(FIRST);
        List<TrainedForm> others = results.ranked(OTHERS);
        TrainedForm wave = best(first, WAVES);
        TrainedForm wavelet = best(first, WAVELETS);
        OverSeeds firstSpread = testErrorRatio(last(first), first.get(0));
        OverSeeds margin = testErrorRatio(wavelet, wave);
        OverSeeds othersSpread = testErrorRatio(last(others), others.get(0));
        return List.of(
                new Finding(
                        results.conditions() + ": in the first layer " + inFirst(first.get(0)) + " is best and "
                                + inFirst(last(first)) + " worst, " + times(firstSpread) + " the best",
                        firstSpread.isAbove(MATTERS)),
                new Finding(
                        "the best wavelet, " + inFirst(wavelet) + ", is " + times(margin) + " the best wave, "
                                + inFirst(wave),
                        margin.isAbove(BETTER)),
                new Finding(
                        "in the other layers from " + inOthers(others.get(0)) + " to " + inOthers(last(others)) + ", "
                                + times(othersSpread) + " as much",
                        othersSpread.isBelow(MATTERS)));
    }

    private static TrainedForm last(List<TrainedForm> ranked) {
        return ranked.get(ranked.size() - 1);
    }

    private static TrainedForm best(List<TrainedForm> ranked, Set<String> activations) {
        return ranked.stream()
                .filter(form -> activations.contains(
                        form.any().network().firstActivation().id()))
                .findFirst()
                .orElseThrow();
    }

    private static String inFirst(TrainedForm form) {
        return form.any().network().firstActivation() + " (" + form.mse() + ")";
    }

    private static String inOthers(TrainedForm form) {
        return form.any().network().activation() + " (" + form.mse() + ")";
    }
}
