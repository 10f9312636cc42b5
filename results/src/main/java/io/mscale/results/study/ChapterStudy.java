package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Formats;
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
    Optional<Conclusion> conclude(Forms forms) {
        return both(forms, (single, multi) -> {
            Optional<PublishedCurves.Point> published = forms.published("multi");
            String start = published
                    .map(point -> passing(multi, point) + " and are at ")
                    .orElse("are at ");
            String ofSingle = forms.published("single")
                    .map(point ->
                            " (published: " + Formats.error(point.testMse()) + " after " + point.step() + " epochs)")
                    .orElse("");
            String ofRecipe = forms.role(PUBLISHED).stream()
                    .findFirst()
                    .map(form -> "; the published recipe is at " + form.mse())
                    .orElse("");
            return new Conclusion(
                    "Many scales " + start + multi.mse() + " after " + forms.steps() + " steps; one scale is at "
                            + single.mse() + ofSingle + ofRecipe + ".",
                    published.stream().allMatch(point -> multi.stepsTo(point.testMse())
                                    .isPresent())
                            && multi.testMse() * CLEARLY < single.testMse());
        });
    }

    private static String passing(Forms.Form multi, PublishedCurves.Point point) {
        String error = Formats.error(point.testMse());
        return multi.stepsTo(point.testMse())
                .map(step ->
                        "pass the test MSE published after " + point.step() + " epochs, " + error + ", at step " + step)
                .orElse("do not reach the published test MSE of " + error);
    }
}
