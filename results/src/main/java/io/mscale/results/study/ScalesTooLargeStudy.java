package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** The same number of scales with an ever larger maximum. */
final class ScalesTooLargeStudy extends Study {

    private static final int SCALES = 100;

    ScalesTooLargeStudy() {
        super(
                "scales-too-large",
                "Scales that are too large generalise badly.",
                DoubleStream.of(0.25, 0.5, 1, 2.5, 5, 10)
                        .mapToObj(ScalesTooLargeStudy::evenly)
                        .toArray(StudyForm[]::new));
    }

    private static StudyForm evenly(double factor) {
        return new StudyForm(
                Variant.MULTI, "", "largest scale x" + number(factor), new StudyForm.EvenScales(SCALES, factor));
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.LARGEST_SCALES);
    }

    @Override
    public boolean needsTrainingError() {
        return true;
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm best = results.ranked("").get(0);
        TrainedForm largest = results.forms().stream()
                .max(Comparator.comparingDouble(TrainedForm::largestScale))
                .orElseThrow();
        OverSeeds ratio = testErrorRatio(largest, best);
        OverSeeds gap = largest.testMse().over(largest.trainMse());
        return List.of(
                new Finding(
                        results.conditions() + ": the test MSE is least with scales up to "
                                + number(best.largestScale()) + ", " + best.mse() + "; with scales up to "
                                + number(largest.largestScale()) + " it is " + largest.mse() + ", " + times(ratio)
                                + " that",
                        ratio.isAbove(CLEARLY)),
                new Finding(
                        "there it is " + times(gap) + " the training MSE, "
                                + largest.trainMse().inWords(Formats::error),
                        gap.isAbove(CLEARLY)));
    }
}
