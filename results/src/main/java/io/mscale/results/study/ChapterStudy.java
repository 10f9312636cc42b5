package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;
import java.util.Optional;

/** The two networks of the chapter's figures, and the chapter's own recipe for the second. */
final class ChapterStudy extends Study {

    private static final String PUBLISHED = "published-recipe";

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
        double lowest = single.frequencies().get(0);
        double highest = single.frequencies().get(single.frequencies().size() - 1);
        OverSeeds low = single.frequencyError(lowest);
        OverSeeds high = single.frequencyError(highest);
        OverSeeds ratio = testErrorRatio(single, multi);
        return List.of(
                new Finding(
                        results.conditions() + ": one scale leaves a relative error of " + low.inWords(Formats::error)
                                + " at k = " + number(lowest),
                        low.isBelow(TrainedForm.LEARNED)),
                new Finding(
                        "and of " + high.inWords(Formats::error) + " at k = " + number(highest),
                        high.isAbove(TrainedForm.LEARNED)),
                new Finding(
                        "its test MSE is " + single.mse() + published(results, "single") + ", " + times(ratio)
                                + " that of many scales, " + multi.mse(),
                        ratio.isAbove(CLEARLY)),
                passing(results, multi),
                Finding.aside("the published recipe is at " + recipe.mse()));
    }

    private static String published(StudyResults results, String variant) {
        return results.published(variant)
                .map(point -> " (published, at paper size: " + Formats.error(point.testMse()) + " after " + point.step()
                        + " epochs)")
                .orElse("");
    }

    /** How soon many scales pass the published error. */
    private static Finding passing(StudyResults results, TrainedForm multi) {
        Optional<PublishedCurves.Point> published = results.published("multi");
        if (published.isEmpty()) {
            throw new IllegalStateException(
                    "no published curve of " + multi.any().task());
        }
        PublishedCurves.Point point = published.get();
        OverSeeds steps = multi.stepsToTestMse(point.testMse());
        return new Finding(
                "many scales are below the test MSE published for them after " + point.step()
                        + " epochs at paper size, " + Formats.error(point.testMse()) + ", from step "
                        + steps.inWords(Formats::count) + " on",
                steps.isBelow(point.step() / CLEARLY));
    }
}
