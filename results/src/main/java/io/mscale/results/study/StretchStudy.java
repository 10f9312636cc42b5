package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;

/** A single frequency, unchanged and stretched. */
final class StretchStudy extends Study {

    StretchStudy() {
        super(
                "stretch",
                "Figure 1.1: stretching the coordinate turns a high frequency into a low one.",
                StudyForm.plain(Variant.SINGLE, Variant.MULTI));
    }

    @Override
    public String task() {
        return "stretch";
    }

    @Override
    public boolean isBoundToItsTask() {
        return true;
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.TEST_ERRORS, Drawing.STRETCHED_TARGET);
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm plain = variant(results, Variant.SINGLE);
        TrainedForm stretched = variant(results, Variant.MULTI);
        OverSeeds ratio = testErrorRatio(plain, stretched);
        return List.of(new Finding(
                results.conditions() + ": stretched by " + number(stretched.largestScale()) + ", the test MSE is "
                        + stretched.mse() + ", below " + Formats.error(results.targetMse()) + " from step "
                        + stretched.stepsToTestMse(results.targetMse()).inWords(Formats::count)
                        + " on; not stretched, the same network is at " + plain.mse() + ", " + times(ratio) + " that",
                ratio.isAbove(CLEARLY)));
    }
}
