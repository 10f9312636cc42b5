package io.mscale.report.html;

import io.mscale.report.figure.Figure;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A task's charts.
 *
 * @param name the task
 * @param curves its charts above the pictures
 * @param pictures pictures of a two-dimensional task, as SVG that is safe inside HTML
 * @param more its charts below the pictures
 * @param repeats the measurements of each repeat
 */
public record TaskSection(
        String name, List<ChartGroup> curves, List<String> pictures, List<ChartGroup> more, List<RepeatRows> repeats) {

    private static final List<String> NAMES = List.of("backend", "variant");

    static TaskSection of(Evidence evidence, FigureSet figures, String task) {
        List<ChartGroup> curves = new ArrayList<>();
        add(
                curves,
                new ChartGroup(
                        "loss",
                        "against",
                        false,
                        NAMES,
                        options(figures, Kind.LOSS, task),
                        "Thin: other repeats. Drag to zoom, double-click to go back."));
        add(
                curves,
                new ChartGroup(
                        "learned",
                        "backend",
                        true,
                        List.of("line"),
                        options(figures, Kind.LEARNED, task),
                        "Target and trained network on the test points: whole domain and a detail."));
        List<ChartGroup> more = new ArrayList<>();
        add(
                more,
                new ChartGroup(
                        "frequencies",
                        "backend",
                        true,
                        List.of(),
                        options(figures, Kind.FREQUENCIES, task),
                        "Relative error of each frequency of the target against training step: 1 is nothing learned, 0 is"
                                + " all. Networks learn low frequencies first; many scales make high ones as easy."));
        add(
                more,
                new ChartGroup(
                        "times",
                        "",
                        false,
                        NAMES,
                        options(figures, Kind.TIMES, task),
                        "Every sample is a dot. Box: quartiles and median. Hollow: outside Tukey's fences, counted all the"
                                + " same."));
        return new TaskSection(
                Text.oneLine(task),
                curves,
                figures.of(Kind.PICTURES, task).stream().map(Figure::svg).toList(),
                more,
                RepeatRows.of(Entry.of(evidence.cells(task))));
    }

    private static List<ChartGroup.Option> options(FigureSet figures, Kind kind, String task) {
        return figures.of(kind, task).stream()
                .map(figure -> new ChartGroup.Option(figure.choice(), figure.chart()))
                .toList();
    }

    /** Skips kinds of charts without data. */
    private static void add(List<ChartGroup> groups, ChartGroup group) {
        if (!group.options().isEmpty()) {
            groups.add(group);
        }
    }
}
