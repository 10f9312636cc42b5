package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.svg.Drawing;
import io.mscale.report.text.FileNames;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Target;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
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
        for (Target target : evidence.targets()) {
            String task = target.name();
            TaskEntries entries = TaskEntries.of(evidence, target);
            all.add(Kind.FINAL_ERROR, task, "at the end", "", FinalErrorFigure.of(entries));
            all.add(Kind.LOSS, task, "training step", "steps", LossFigure.overSteps(entries));
            all.add(Kind.LOSS, task, "training time", "seconds", LossFigure.overSeconds(entries));
            FileNames competitors = new FileNames();
            for (TaskEntries.Competitor competitor : entries.competitors()) {
                String who = competitor.name();
                String file = competitors.of(Stream.of(who));
                all.addLearned(task, who, file, LearnedFigure.of(entries, competitor, all.missing));
                all.add(Kind.PICTURES, task, who, file, PictureFigure.of(entries, competitor, all.missing));
                all.add(
                        Kind.FREQUENCIES,
                        task,
                        who + ", training step",
                        file,
                        FrequencyFigure.overSteps(entries, competitor));
                all.add(
                        Kind.FREQUENCIES,
                        task,
                        who + ", training time",
                        file + "-seconds",
                        FrequencyFigure.overSeconds(entries, competitor));
            }
            all.add(Kind.TIMES, task, "", "", StepTimeFigure.of(entries));
            all.add(Kind.CANARY, task, "", "", CanaryFigure.of(entries));
            all.add(Kind.NETWORK, task, "", "", NetworkFigure.of(entries));
        }
        Studies.of(evidence).filter(study -> !evidence.tasks().isEmpty()).ifPresent(study -> study.drawings()
                .forEach(drawing -> all.add(
                        Kind.STUDY, "", "", study.id() + drawing.ending(), study(evidence, drawing, all.missing))));
        all.add(Kind.PROFILE, "", "", "", ProfileFigure.of(evidence, all.missing));
        return new FigureSet(all.figures, all.missing);
    }

    private static Optional<Chart> study(Evidence evidence, Study.Drawing drawing, List<String> missing) {
        TaskEntries task = TaskEntries.ofTask(evidence, evidence.tasks().get(0));
        TaskEntries.Competitor first = task.competitors().get(0);
        return switch (drawing) {
            case FREQUENCIES -> FrequencyFigure.overSteps(task, first);
            case KERNEL -> KernelFigure.of(task, first.entries()).or(() -> FrequencyFigure.overSteps(task, first));
            case LARGEST_SCALES -> ScaleFigure.of(task, first.entries());
            case ERRORS_BY_PART -> LossFigure.overSteps(task.of(first));
            case STRETCHED_TARGET -> StretchFigure.of(task, first, missing);
            case TEST_ERRORS -> FinalErrorFigure.of(task).or(() -> LossFigure.overSteps(task));
        };
    }

    private static final class Collector {

        private final FileNames names = new FileNames();
        private final List<Figure> figures = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        /** Adds a figure for each output. */
        void addLearned(String task, String who, String file, List<Chart> charts) {
            for (int i = 0; i < charts.size(); i++) {
                String output = "output " + (i + 1);
                boolean isAlone = charts.size() == 1;
                add(
                        Kind.LEARNED,
                        task,
                        isAlone ? who : who + ", " + output,
                        isAlone ? file : file + "-" + output,
                        Optional.of(charts.get(i)));
            }
        }

        void add(Kind kind, String task, String choice, String ending, Optional<Chart> chart) {
            Stream<String> name = Stream.of(task, kind.file(), ending);
            chart.ifPresent(present -> figures.add(new Figure(names.of(name), kind, task, choice, present)));
        }
    }

    public List<Figure> of(Kind kind, String task) {
        return figures.stream()
                .filter(figure -> figure.kind() == kind && figure.task().equals(task))
                .toList();
    }

    /** Why a file is missing or incomplete; each on one line. */
    public List<String> notes() {
        Stream<String> leftOut = figures.stream().flatMap(figure -> Drawing.leftOut(figure.chart()).stream());
        return Stream.concat(missing.stream(), leftOut).toList();
    }
}
