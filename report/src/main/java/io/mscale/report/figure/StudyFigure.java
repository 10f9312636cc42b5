package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.StudyTopic;
import java.util.Optional;

/** The one figure of a study. */
final class StudyFigure {

    private StudyFigure() {}

    /** The figure; empty if nothing ended that could be drawn. */
    static Optional<Chart> of(Evidence evidence, StudyTopic topic) {
        if (evidence.tasks().isEmpty()) {
            return Optional.empty();
        }
        TaskEntries task = TaskEntries.of(evidence, evidence.tasks().get(0));
        Competitor first = task.competitors().get(0);
        return switch (topic) {
            case FREQUENCY_PRINCIPLE -> FrequencyFigure.of(task, first);
            case SCALES_TOO_LARGE -> ScaleFigure.of(task, first.entries());
            default -> LossFigure.overSteps(task);
        };
    }
}
