package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;

/** A single scale against both multi-scale structures with an equal number of parameters. */
final class StructuresStudy extends Study {

    StructuresStudy() {
        super(
                "structures",
                "Both multi-scale structures, one network or parallel subnetworks, learn what one scale does not.",
                StudyForm.plain(Variant.SINGLE),
                StudyForm.plain(Variant.MULTI),
                // Subnetworks of the same widths have fewer weights.
                new StudyForm(Variant.MULTI2, "", "", new StudyForm.ParametersOf(Variant.MULTI)));
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm single = variant(results, Variant.SINGLE);
        TrainedForm multi = variant(results, Variant.MULTI);
        TrainedForm multi2 = variant(results, Variant.MULTI2);
        return List.of(
                Finding.aside(results.conditions() + ": " + inWords(single)),
                against(single, multi),
                against(single, multi2));
    }

    private static Finding against(TrainedForm single, TrainedForm many) {
        OverSeeds ratio = testErrorRatio(single, many);
        return new Finding(
                inWords(many) + ", so that one scale has " + times(ratio) + " its error", ratio.isAbove(CLEARLY));
    }

    private static String inWords(TrainedForm form) {
        return form.name() + " (" + form.any().parameters() + " parameters) is at " + form.mse();
    }
}
