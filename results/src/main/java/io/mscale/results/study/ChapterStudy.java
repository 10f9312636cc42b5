package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import java.util.ArrayList;
import java.util.List;

/** The two networks of the chapter's figures, and the chapter's own recipe for the second. */
final class ChapterStudy extends Study {

    private static final String PUBLISHED = "published-recipe";

    /** Those of fit1d. */
    private static final List<Double> FREQUENCIES = List.of(1.0, 3.0, 23.0, 137.0, 203.0);

    ChapterStudy() {
        super(
                "chapter",
                "Figures 1.3 and 1.4: one scale learns the low frequencies only, many scales learn the high ones quickly.",
                StudyForm.plain(Variant.SINGLE),
                StudyForm.plain(Variant.MULTI),
                new StudyForm(Variant.MULTI, PUBLISHED, "published", new StudyForm.PublishedRecipe()));
    }

    @Override
    public boolean isBoundToItsTask() {
        return true;
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm single = variant(results, Variant.SINGLE);
        TrainedForm multi = variant(results, Variant.MULTI);
        TrainedForm recipe = results.role(PUBLISHED);
        OverSeeds ratio = testErrorRatio(single, multi);
        List<Finding> findings = new ArrayList<>(lowFrequenciesOnly(results.conditions(), single));
        findings.addAll(List.of(
                new Finding(
                        "its test MSE is " + single.mse() + published(results, "single") + ", " + times(ratio)
                                + " that of many scales, " + multi.mse(),
                        ratio.isAbove(CLEARLY)),
                results.passing(multi, "epochs", CLEARLY),
                Finding.aside("the published recipe is at " + recipe.mse())));
        return findings;
    }

    private static List<Finding> lowFrequenciesOnly(String conditions, TrainedForm single) {
        if (!single.frequencies().equals(FREQUENCIES)) {
            return List.of(new Finding(
                    conditions + ": not all frequencies were measured with every seed",
                    Conclusion.Verdict.CANNOT_TELL));
        }
        double lowest = FREQUENCIES.get(0);
        double highest = FREQUENCIES.get(FREQUENCIES.size() - 1);
        OverSeeds low = single.frequencyError(lowest);
        OverSeeds high = single.frequencyError(highest);
        return List.of(
                new Finding(
                        conditions + ": one scale leaves a relative error of " + low.inWords(Formats::error)
                                + " at k = " + number(lowest),
                        low.isBelow(TrainedForm.LEARNED)),
                new Finding(
                        "and of " + high.inWords(Formats::error) + " at k = " + number(highest),
                        high.isAbove(TrainedForm.LEARNED)));
    }

    private static String published(StudyResults results, String variant) {
        return results.published(variant)
                .map(point -> " (published, at paper size: " + Formats.error(point.testMse()) + " after " + point.step()
                        + " epochs)")
                .orElse("");
    }
}
