package io.mscale.report.figure;

import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.StudyTopic;
import java.util.List;
import java.util.Optional;

/** The one figure of a study. */
public final class StudyFigure {

    private StudyFigure() {}

    /**
     * Draws it.
     *
     * @param notes receives what could not be drawn
     * @return empty if nothing ended that could be drawn
     */
    public static Optional<Figure> of(Evidence evidence, StudyTopic topic, List<String> notes) {
        if (evidence.tasks().isEmpty()) {
            return Optional.empty();
        }
        TaskEntries task = TaskEntries.of(evidence, evidence.tasks().get(0));
        Optional<String> svg =
                switch (topic) {
                    case FREQUENCY_PRINCIPLE ->
                        FrequencyFigure.of(task, task.competitors().get(0), notes);
                    case SCALES_TOO_LARGE -> ScaleFigure.of(task, entriesOfFirst(task));
                    default -> LossFigure.overSteps(task);
                };
        return svg.map(document -> new Figure("study-" + topic.id(), document));
    }

    private static List<Entry> entriesOfFirst(TaskEntries task) {
        return task.competitors().get(0).entries();
    }
}
