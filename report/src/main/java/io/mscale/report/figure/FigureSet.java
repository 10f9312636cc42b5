package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.svg.Drawing;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Studies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All figures of a report, shared by its page and its files.
 *
 * @param figures the figures with something to draw; names are unique
 * @param missing why a figure is missing or incomplete; each on one line
 */
public record FigureSet(List<Figure> figures, List<String> missing) {

    public FigureSet {
        figures = List.copyOf(figures);
        missing = List.copyOf(missing);
    }

    /** Builds the figures; reads the cells' predictions. */
    public static FigureSet of(Evidence evidence) {
        Collector all = new Collector();
        for (String task : evidence.tasks()) {
            TaskEntries entries = TaskEntries.of(evidence, task);
            all.add(Kind.LOSS, task, "training step", LossFigure.overSteps(entries), task, "loss-steps");
            all.add(Kind.LOSS, task, "training time", LossFigure.overSeconds(entries), task, "loss-seconds");
            FileNames competitors = new FileNames();
            for (Competitor competitor : entries.competitors()) {
                String who = competitor.name();
                String file = competitors.of(who);
                all.add(
                        Kind.LEARNED,
                        task,
                        who,
                        LearnedFigure.of(entries, competitor, all.missing),
                        task,
                        "learned",
                        file);
                all.add(
                        Kind.PICTURES,
                        task,
                        who,
                        PictureFigure.of(entries, competitor, all.missing),
                        task,
                        "pictures",
                        file);
                all.add(
                        Kind.FREQUENCIES,
                        task,
                        who,
                        FrequencyFigure.of(entries, competitor),
                        task,
                        "frequencies",
                        file);
            }
            all.add(Kind.TIMES, task, "", StepTimeFigure.of(entries), task, "step-time");
        }
        Studies.of(evidence)
                .ifPresent(study -> all.add(Kind.STUDY, "", "", StudyFigure.of(evidence, study), "study", study.id()));
        all.add(Kind.PROFILE, "", "", ProfileFigure.of(evidence, all.missing), "performance-profile");
        return new FigureSet(all.figures, all.missing);
    }

    /** Figures that compare contestants over all tasks; none if there is only one task. */
    static FigureSet overAllTasks(Evidence evidence) {
        Collector all = new Collector();
        all.add(Kind.PROFILE, "", "", ProfileFigure.of(evidence, all.missing), "performance-profile");
        return new FigureSet(all.figures, all.missing);
    }

    private static final class Collector {

        private final FileNames names = new FileNames();
        private final List<Figure> figures = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        void add(Kind kind, String task, String choice, Optional<Chart> chart, String... name) {
            chart.ifPresent(present -> figures.add(new Figure(names.of(name), kind, task, choice, present)));
        }
    }

    /** The figures of that kind and task. */
    public List<Figure> of(Kind kind, String task) {
        return figures.stream()
                .filter(figure -> figure.kind() == kind && figure.task().equals(task))
                .toList();
    }

    /** Why a file is missing or incomplete; each on one line. */
    public List<String> notes() {
        return Stream.concat(
                        missing.stream(),
                        figures.stream()
                                .map(Figure::chart)
                                .map(Drawing::leftOut)
                                .flatMap(Optional::stream))
                .toList();
    }
}
