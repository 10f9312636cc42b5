package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.Optional;

/** The two networks of the chapter's figures, and the chapter's own recipe for the second. */
final class ChapterStudy extends Study {

    ChapterStudy() {
        super(
                "chapter",
                "Figures 1.3 and 1.4: one scale learns the low frequencies only, many scales learn the high ones quickly.");
    }

    private static final String PUBLISHED = "published-recipe";

    @Override
    public List<StudyForm> forms(FittingTask task, PresetSettings settings) {
        return List.of(
                StudyForm.plain(Variant.SINGLE),
                StudyForm.plain(Variant.MULTI),
                new StudyForm(Variant.MULTI, PUBLISHED, "published", new StudyForm.PublishedRecipe()));
    }

    @Override
    Optional<Conclusion> conclude(Forms forms) {
        return both(forms, (single, multi) -> {
            StringBuilder sentence = new StringBuilder();
            boolean passes = true;
            Optional<PublishedCurves.Point> published = forms.published("multi");
            if (published.isPresent()) {
                Optional<Integer> step = multi.stepsTo(published.get().testMse());
                passes = step.isPresent();
                sentence.append("Many scales ")
                        .append(step.map(s -> "pass the test MSE published after "
                                        + published.get().step() + " epochs, "
                                        + Formats.error(published.get().testMse()) + ", at step " + s)
                                .orElse("do not reach the published test MSE of "
                                        + Formats.error(published.get().testMse())))
                        .append(" and are at ");
            } else {
                sentence.append("Many scales are at ");
            }
            sentence.append(Formats.error(multi.testMse()))
                    .append(" after ")
                    .append(forms.steps())
                    .append(" steps; one scale is at ")
                    .append(Formats.error(single.testMse()));
            forms.published("single").ifPresent(point -> sentence.append(" (published: ")
                    .append(Formats.error(point.testMse()))
                    .append(" after ")
                    .append(point.step())
                    .append(" epochs)"));
            forms.role(PUBLISHED).stream().findFirst().ifPresent(form -> sentence.append(
                            "; the published recipe is at ")
                    .append(Formats.error(form.testMse())));
            return new Conclusion(sentence + ".", passes && multi.testMse() * CLEARLY < single.testMse());
        });
    }
}
