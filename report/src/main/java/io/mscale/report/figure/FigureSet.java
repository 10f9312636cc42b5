package io.mscale.report.figure;

import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Studies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All figures of a report.
 *
 * @param figures what there was something to draw for; names differ
 * @param notes why a figure is missing, or less is drawn in it than there is; each on one line
 * @param pictures names of the figures that show a task on the plane
 */
public record FigureSet(List<Figure> figures, List<String> notes, List<String> pictures) {

    public FigureSet {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
        pictures = List.copyOf(pictures);
    }

    /** Draws them; reads the cells' predictions. */
    public static FigureSet of(Evidence evidence) {
        FileNames names = new FileNames();
        List<Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (String task : evidence.tasks()) {
            TaskEntries entries = TaskEntries.of(evidence, task);
            LossFigure.overSteps(entries).ifPresent(svg -> figures.add(new Figure(names.of(task, "loss-steps"), svg)));
            LossFigure.overSeconds(entries)
                    .ifPresent(svg -> figures.add(new Figure(names.of(task, "loss-seconds"), svg)));
            FileNames competitors = new FileNames();
            for (Competitor competitor : entries.competitors()) {
                String name = competitors.of(competitor.name());
                LearnedFigure.of(entries, competitor, notes)
                        .ifPresent(svg -> figures.add(new Figure(names.of(task, "learned", name), svg)));
                PictureFigure.of(entries, competitor, notes).ifPresent(svg -> {
                    pictures.add(names.of(task, "pictures", name));
                    figures.add(new Figure(pictures.get(pictures.size() - 1), svg));
                });
                FrequencyFigure.of(entries, competitor, notes)
                        .ifPresent(svg -> figures.add(new Figure(names.of(task, "frequencies", name), svg)));
            }
            StepTimeFigure.of(entries).ifPresent(svg -> figures.add(new Figure(names.of(task, "step-time"), svg)));
        }
        ofStudy(evidence, notes).ifPresent(figures::add);
        FigureSet overAllTasks = overAllTasks(evidence);
        figures.addAll(overAllTasks.figures());
        notes.addAll(overAllTasks.notes());
        return new FigureSet(figures, notes, pictures);
    }

    /** Draws the figure of the study that a report is of. */
    public static Optional<Figure> ofStudy(Evidence evidence, List<String> notes) {
        return Studies.of(evidence).flatMap(study -> StudyFigure.of(evidence, study, notes));
    }

    /** Draws the target and what was learned of one task on the plane, a figure for each contestant and device. */
    public static List<Figure> pictures(Evidence evidence, String task, List<String> notes) {
        TaskEntries entries = TaskEntries.of(evidence, task);
        List<Figure> figures = new ArrayList<>();
        for (Competitor competitor : entries.competitors()) {
            PictureFigure.of(entries, competitor, notes)
                    .ifPresent(svg -> figures.add(new Figure(competitor.name(), svg)));
        }
        return figures;
    }

    /** Draws what compares contestants over all tasks; nothing if there is one task only. */
    public static FigureSet overAllTasks(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        List<Figure> figures = ProfileFigure.of(evidence, notes).stream()
                .map(svg -> new Figure("performance-profile", svg))
                .toList();
        return new FigureSet(figures, notes, List.of());
    }
}
