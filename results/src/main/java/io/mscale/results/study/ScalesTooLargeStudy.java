package io.mscale.results.study;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Forms.Form;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The same number of scales with an ever larger maximum. */
final class ScalesTooLargeStudy extends Study {

    ScalesTooLargeStudy() {
        super("scales-too-large", "Scales that are too large generalise badly.");
    }

    private static final List<Integer> LARGEST_SCALES = List.of(50, 100, 200, 500, 1000, 2000);
    private static final int SCALES = 100;

    @Override
    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        return LARGEST_SCALES.stream()
                .map(largest -> new StudyForm(
                        Variant.MULTI, "", "scales up to " + largest, new StudyForm.OfScales(evenly(largest))))
                .toList();
    }

    @Override
    public StudyDrawing drawing() {
        return StudyDrawing.LARGEST_SCALES;
    }

    /** A fixed number of scales, evenly spaced up to the largest. */
    private static Scales evenly(int largest) {
        return new Scales.Explicit(IntStream.rangeClosed(1, SCALES)
                .mapToObj(i -> (double) largest * i / SCALES)
                .toList());
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
                "The test MSE is least with scales up to " + number(best.largestScale()) + ", "
                        + Formats.error(best.testMse()) + "; with scales up to " + number(largest.largestScale())
                        + " it is " + Formats.error(largest.testMse()) + ", although the training MSE is "
                        + Formats.error(largest.trainMse()) + ".",
                largest.testMse() > CLEARLY * best.testMse() && largest.testMse() > CLEARLY * largest.trainMse()));
    }
}
