package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;

/** One network against many of other scales on a boundary-value problem, by its energy: what MscaleDNN was made for. */
final class PdeStudy extends Study {

    /** Ratio of two relative L2 errors that counts as a clear difference, squared. */
    private static final double CLEARLY_SQUARED = CLEARLY * CLEARLY;

    PdeStudy() {
        super(
                "pde",
                "Deep Ritz with one scale does not solve an equation that it solves with many.",
                form(Variant.SINGLE),
                form(Variant.MULTI2));
    }

    /** By the energy, of the published equation and penalty. */
    private static StudyForm form(Variant variant) {
        return new StudyForm(
                variant,
                "",
                "",
                new StudyForm.TaskChoice("loss", "energy"),
                new StudyForm.TaskChoice("mu", "6pi"),
                new StudyForm.TaskChoice("beta", "1000"),
                new StudyForm.TaskChoice("ramp", "1"));
    }

    @Override
    public String task() {
        return "ritz1d";
    }

    @Override
    public boolean isBoundToItsTask() {
        return true;
    }

    /** Those of the publication. */
    @Override
    int paperSteps() {
        return 5000;
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm single = variant(results, Variant.SINGLE);
        TrainedForm multi = variant(results, Variant.MULTI2);
        OverSeeds ratio = testErrorRatio(single, multi);
        return List.of(
                new Finding(
                        results.conditions() + ": one scale is at a test MSE of " + single.mse() + ", " + times(ratio)
                                + " that of many, " + multi.mse(),
                        ratio.isAbove(CLEARLY_SQUARED)),
                results.passing(multi, "steps", 1));
    }
}
