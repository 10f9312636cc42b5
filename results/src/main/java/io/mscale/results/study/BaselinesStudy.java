package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import io.mscale.results.study.Conclusion.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The multi-scale network against other approaches to high frequencies. Each is tuned over a grid of four: two learning
 * rates by two sets of frequencies, or four learning rates where a variant has no frequencies to choose. The best of each
 * grid by the median over seeds stands for its variant.
 */
final class BaselinesStudy extends Study {

    /** Factor up to which test errors count as equal. */
    private static final double EQUAL = 1.5;

    private static final List<Variant> OTHERS = List.of(Variant.FOURIER, Variant.NERF, Variant.SIREN, Variant.MFF);

    BaselinesStudy() {
        super(
                "baselines",
                "A multi-scale network is as accurate as Fourier features, NeRF's encoding, SIREN and mff.",
                Stream.concat(
                                Stream.of(0.5, 1.0, 2.0, 4.0).map(rate -> tuned(Variant.SINGLE, rate, 1)),
                                Stream.concat(Stream.of(Variant.MULTI), OTHERS.stream())
                                        .flatMap(BaselinesStudy::grid))
                        .toArray(StudyForm[]::new));
    }

    private static Stream<StudyForm> grid(Variant variant) {
        return Stream.of(tuned(variant, 1, 1), tuned(variant, 2, 1), tuned(variant, 1, 4), tuned(variant, 2, 4));
    }

    private static StudyForm tuned(Variant variant, double rate, double frequencies) {
        String label =
                "lr x" + number(rate) + (variant == Variant.SINGLE ? "" : ", frequencies x" + number(frequencies));
        return new StudyForm(
                variant, variant.id(), label, new StudyForm.LearningRate(rate), new StudyForm.Frequencies(frequencies));
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm multi = best(results, Variant.MULTI);
        List<Finding> findings = new ArrayList<>();
        TrainedForm single = best(results, Variant.SINGLE);
        OverSeeds gain = testErrorRatio(single, multi);
        // Networks that learn nothing are equally accurate; that shows nothing.
        boolean hasLearned = gain.isAbove(CLEARLY) == Verdict.BEARS_OUT;
        findings.add(new Finding(
                results.conditions() + ", the best of four each: " + inWords(multi) + ", " + inWords(single) + ", "
                        + times(gain) + " that",
                hasLearned ? Verdict.BEARS_OUT : Verdict.CANNOT_TELL));
        for (Variant other : OTHERS) {
            TrainedForm baseline = best(results, other);
            OverSeeds ratio = testErrorRatio(multi, baseline);
            findings.add(new Finding(
                    inWords(baseline) + ", so that multi has " + times(ratio) + " its error", ratio.isBelow(EQUAL)));
        }
        return findings;
    }

    private static TrainedForm best(StudyResults results, Variant variant) {
        return results.ranked(variant.id()).stream()
                .filter(form -> form.form().variant() == variant)
                .findFirst()
                .orElseThrow();
    }

    private static String inWords(TrainedForm form) {
        return form.form().variant() + " (" + form.form().label() + ") " + form.mse();
    }
}
