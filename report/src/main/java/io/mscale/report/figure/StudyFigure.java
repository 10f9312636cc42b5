package io.mscale.report.figure;

import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Study;
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
    public static Optional<Figure> of(Evidence evidence, Study study, List<String> notes) {
        if (evidence.tasks().isEmpty()) {
            return Optional.empty();
        }
        TaskEntries task = TaskEntries.of(evidence, evidence.tasks().get(0));
        Optional<String> svg =
                switch (study.drawing()) {
                    case FREQUENCIES ->
                        FrequencyFigure.of(task, task.competitors().get(0), notes);
                    case LARGEST_SCALES -> ScaleFigure.of(task, entriesOfFirst(task));
                    case TEST_ERRORS -> LossFigure.overSteps(task);
                };
        return svg.map(document -> new Figure("study-" + study.id(), document));
    }

    private static List<Entry> entriesOfFirst(TaskEntries task) {
        return task.competitors().get(0).entries();
    }
}
