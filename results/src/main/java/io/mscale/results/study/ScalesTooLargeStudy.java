package io.mscale.results.study;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The same number of scales with an ever larger maximum. */
final class ScalesTooLargeStudy extends Study {

    private static final int SCALES = 100;

    ScalesTooLargeStudy() {
        super(
                "scales-too-large",
                "Scales that are too large generalise badly.",
                IntStream.of(50, 100, 200, 500, 1000, 2000)
                        .mapToObj(ScalesTooLargeStudy::evenly)
                        .toArray(StudyForm[]::new));
    }

    /** A fixed number of scales, evenly spaced up to the largest. */
    private static StudyForm evenly(int largest) {
        Scales scales = new Scales.Explicit(IntStream.rangeClosed(1, SCALES)
                .mapToObj(i -> (double) largest * i / SCALES)
                .toList());
        return new StudyForm(Variant.MULTI, "", "scales up to " + largest, new StudyForm.OfScales(scales));
    }

    @Override
    public Drawing drawing() {
        return Drawing.LARGEST_SCALES;
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        if (forms.forms().size() < 2) {
            return Optional.empty();
        }
        Form best = ranked(forms.forms()).get(0);
        Form largest = forms.forms().stream()
                .max(Comparator.comparingDouble(Form::largestScale))
                .orElseThrow();
        return Optional.of(new Conclusion(
                "The test MSE is least with scales up to " + number(best.largestScale()) + ", " + best.mse()
                        + "; with scales up to " + number(largest.largestScale()) + " it is " + largest.mse()
                        + ", although the training MSE is " + Formats.error(largest.trainMse()) + ".",
                largest.testMse() > CLEARLY * best.testMse() && largest.testMse() > CLEARLY * largest.trainMse()));
    }
}
