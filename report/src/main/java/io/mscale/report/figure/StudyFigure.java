package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Study;
import java.util.Optional;

/** The figure of a study. */
final class StudyFigure {

    private StudyFigure() {}

    /** The figure; empty if no finished cell can be drawn. */
    static Optional<Chart> of(Evidence evidence, Study study) {
        if (evidence.tasks().isEmpty()) {
            return Optional.empty();
        }
        TaskEntries task = TaskEntries.of(evidence, evidence.tasks().get(0));
        Competitor first = task.competitors().get(0);
        return switch (study.drawing()) {
            case FREQUENCIES -> FrequencyFigure.of(task, first);
            case LARGEST_SCALES -> ScaleFigure.of(task, first.entries());
            case TEST_ERRORS -> LossFigure.overSteps(task);
        };
    }
}
