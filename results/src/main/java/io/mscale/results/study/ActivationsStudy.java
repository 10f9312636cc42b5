package io.mscale.results.study;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The same network with each activation in its first layer, and with some activations in the other layers. */
final class ActivationsStudy extends Study {

    private static final String FIRST = "first-activation";
    private static final String OTHERS = "other-activations";

    private static final Set<String> WAVES = Set.of("sin", "cos", "sincos");
    private static final Set<String> WAVELETS = Set.of("phi", "psi", "phipsi", "morlet", "mexhat");

    /** Factor below which final errors count as similar: they are read at a single step. */
    private static final double HARDLY = 10;

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
    Optional<Conclusion> conclude(Forms forms) {
        List<Form> first = ranked(forms.role(FIRST));
        List<Form> others = ranked(forms.role(OTHERS));
        Optional<Form> wave = best(first, WAVES);
        Optional<Form> wavelet = best(first, WAVELETS);
        if (first.size() < 2 || others.size() < 2 || wave.isEmpty() || wavelet.isEmpty()) {
            return Optional.empty();
        }
        double spreadOfOthers = ratio(others);
        return Optional.of(new Conclusion(
                "In the first layer " + inFirst(first.get(0)) + " is best, the best wavelet is "
                        + inFirst(wavelet.get())
                        + " and " + inFirst(first.get(first.size() - 1)) + " is worst, " + Formats.times(ratio(first))
                        + " times the best; in the other layers from " + inOthers(others.get(0)) + " to "
                        + inOthers(others.get(others.size() - 1)) + ", " + Formats.times(spreadOfOthers) + " times.",
                wave.get().testMse() < wavelet.get().testMse() && spreadOfOthers < HARDLY));
    }

    private static double ratio(List<Form> ranked) {
        return ranked.get(ranked.size() - 1).testMse() / ranked.get(0).testMse();
    }

    private static Optional<Form> best(List<Form> ranked, Set<String> activations) {
        return ranked.stream()
                .filter(form -> activations.contains(
                        form.cell().network().firstActivation().id()))
                .findFirst();
    }

    private static String inFirst(Form form) {
        return form.cell().network().firstActivation() + " (" + form.mse() + ")";
    }

    private static String inOthers(Form form) {
        return form.cell().network().activation() + " (" + form.mse() + ")";
    }
}
