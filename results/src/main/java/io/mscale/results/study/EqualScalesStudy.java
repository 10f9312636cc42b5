package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Initialization;
import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Spread scales against equal scales. With uniform initial weights, neurons of one scale a still have frequencies
 * anywhere in +-a; they are as equal as the claim means them only with initial weights near one value. Learning slowly
 * shows in the training error, generalising badly in the ratio of test to training error.
 */
final class EqualScalesStudy extends Study {

    private static final String SPREAD = "spread";
    private static final String EQUAL = "equal";
    private static final String NEAR_ONE = "near-one";

    /** Ratio to the steps of spread scales above which training counts as slow. */
    private static final double SLOW = 1.5;

    EqualScalesStudy() {
        super(
                "equal-scales",
                "Scales that are all equal and large still learn slowly.",
                form(SPREAD, "spread scales"),
                form(EQUAL, "all scales the largest", new StudyForm.EqualScales(1)),
                form(EQUAL + "-ten-times", "all scales ten times the largest", new StudyForm.EqualScales(10)),
                form(
                        NEAR_ONE,
                        "all scales the largest, weights near one",
                        new StudyForm.EqualScales(1),
                        new StudyForm.OfInitialization(Initialization.NEAR_ONE)),
                form(
                        EQUAL + "-narrow",
                        "all scales the largest, narrow weights",
                        new StudyForm.EqualScales(1),
                        new StudyForm.OfInitialization(Initialization.NARROW)));
    }

    private static StudyForm form(String role, String label, StudyForm.Change... changes) {
        return new StudyForm(Variant.MULTI, role, label, changes);
    }

    @Override
    public boolean needsTrainingError() {
        return true;
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm spread = results.role(SPREAD);
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.aside(results.conditions() + ": with " + inWords(spread, results)));
        TrainedForm nearOne = results.role(NEAR_ONE);
        OverSeeds slowness = slowness(nearOne, spread, results);
        findings.add(new Finding(
                "with " + inWords(nearOne, results) + ": " + times(slowness) + " the steps", slowness.isAbove(SLOW)));
        for (TrainedForm form : results.ranked(EQUAL)) {
            findings.add(Finding.aside(
                    "with " + inWords(form, results) + ": " + times(slowness(form, spread, results)) + " the steps"));
        }
        return findings;
    }

    private static OverSeeds slowness(TrainedForm form, TrainedForm spread, StudyResults results) {
        double target = results.targetMse();
        return form.stepsToTrainMse(target).over(spread.stepsToTrainMse(target));
    }

    private static String inWords(TrainedForm form, StudyResults results) {
        return form.name() + " (up to " + number(form.largestScale()) + ") the training MSE is below "
                + Formats.error(results.targetMse()) + " after "
                + form.stepsToTrainMse(results.targetMse()).inWords(Formats::count)
                + " steps, the test MSE at the end is " + form.mse() + ", "
                + times(form.testMse().over(form.trainMse())) + " the training MSE";
    }
}
