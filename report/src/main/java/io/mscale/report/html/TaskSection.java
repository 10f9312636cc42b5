package io.mscale.report.html;

import io.mscale.report.figure.Figure;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Target;
import java.util.List;
import java.util.stream.Stream;

/**
 * A target's charts.
 *
 * @param curves its charts above the pictures
 * @param pictures pictures of a two-dimensional task, as SVG that is safe inside HTML
 * @param more its charts below the pictures
 * @param networks drawings of the networks that were trained, in the same form
 */
public record TaskSection(
        String name,
        List<ChartGroup> curves,
        List<String> pictures,
        List<ChartGroup> more,
        List<String> networks,
        List<RepeatRows> repeats) {

    private static final List<String> NAMES = List.of("backend", "variant");
    private static final String LOSS = "Drag to zoom, double-click to go back.";
    private static final String LEARNED =
            "Target or data, and the trained network: whole domain and a detail. Of more than 2000 samples of a kind every n-th is drawn.";
    private static final String FREQUENCIES =
            "Relative error of each frequency of the target over the training: 1 is nothing learned, 0 is all.";
    private static final String TIMES =
            "Every sample is a dot. Box: quartiles of all samples; line and number: the step of the table, the median of"
                    + " the repeats' medians. Hollow: outside Tukey's fences, counted all the same.";

    private static final String CANARY =
            "How fast the machine did a fixed small piece of work between the steps. Lower: other processes took processors,"
                    + " or these clocked lower.";

    static TaskSection of(Evidence evidence, FigureSet figures, Target target) {
        String task = target.name();
        List<ChartGroup.Option> loss = Stream.of(Kind.FINAL_ERROR, Kind.LOSS)
                .flatMap(kind -> options(figures, kind, task).stream())
                .toList();
        List<ChartGroup.Option> learned = options(figures, Kind.LEARNED, task);
        List<ChartGroup.Option> frequencies = options(figures, Kind.FREQUENCIES, task);
        List<ChartGroup.Option> times = options(figures, Kind.TIMES, task);
        List<ChartGroup.Option> canary = options(figures, Kind.CANARY, task);
        return new TaskSection(
                Text.oneLine(task),
                shown(
                        new ChartGroup("loss", "test error", false, NAMES, loss, LOSS),
                        new ChartGroup("learned", "backend", true, List.of("line"), learned, LEARNED)),
                svg(figures, Kind.PICTURES, task),
                shown(
                        new ChartGroup("frequencies", "backend and axis", true, List.of(), frequencies, FREQUENCIES),
                        new ChartGroup("times", "", false, NAMES, times, TIMES),
                        new ChartGroup("canary", "", false, NAMES, canary, CANARY)),
                svg(figures, Kind.NETWORK, task),
                RepeatRows.of(Entry.of(evidence.cells(target))));
    }

    private static List<String> svg(FigureSet figures, Kind kind, String task) {
        return figures.of(kind, task).stream().map(Figure::svg).toList();
    }

    private static List<ChartGroup.Option> options(FigureSet figures, Kind kind, String task) {
        return figures.of(kind, task).stream()
                .map(figure -> new ChartGroup.Option(figure.choice(), figure.chart()))
                .toList();
    }

    /** The groups that have data. */
    private static List<ChartGroup> shown(ChartGroup... groups) {
        return Stream.of(groups).filter(group -> !group.options().isEmpty()).toList();
    }
}
