package io.mscale.report.figure;

import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.LinearScale;
import io.mscale.report.chart.Name;
import io.mscale.report.chart.Panel;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Stroke;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.DetailWindow;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.LearnedCurve;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target and what was learned of it, as in fig. 1.4 of the chapter: for each variant the whole range and a
 * detail.
 */
final class LearnedFigure {

    private static final double TARGET_WIDTH = 1.1;
    private static final double NETWORK_WIDTH = 1.5;

    private LearnedFigure() {}

    /**
     * The figure; empty if no prediction has one input and one output. Unreadable predictions are added to {@code
     * missing}.
     */
    static Optional<Chart> of(TaskEntries task, Competitor competitor, List<String> missing) {
        List<Panel> panels = new ArrayList<>();
        Stroke network = Stroke.solid(task.styles().colour(competitor.contestant()), NETWORK_WIDTH);
        for (Entry entry : competitor.entries()) {
            try {
                LearnedCurve.of(entry.representative().folder())
                        .filter(curve -> !curve.points().isEmpty())
                        .ifPresent(curve -> panels.addAll(panels(task.task(), entry, curve, network)));
            } catch (IOException e) {
                missing.add(Text.oneLine("no figure of what " + competitor.name() + " learned, "
                        + EntryNames.variant(entry) + ": " + e.getMessage()));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Chart(task.title("what " + competitor.name() + " learned"), task.caption(), panels, ""));
    }

    /** The whole range and, beside it, the detail. */
    private static List<Panel> panels(String task, Entry entry, LearnedCurve curve, Stroke network) {
        Double mse = entry.representative().cell().testMse();
        String heading = EntryNames.variant(entry) + (mse == null ? "" : ", test MSE " + Formats.error(mse));
        List<Point> target =
                curve.points().stream().map(p -> new Point(p.x(), p.truth())).toList();
        List<Point> learned = curve.points().stream()
                .map(p -> new Point(p.x(), p.prediction()))
                .toList();
        List<Line> lines = List.of(
                Line.of(Name.of("target"), Stroke.solid(Stroke.TARGET, TARGET_WIDTH), Line.Role.REFERENCE, target),
                Line.of(Name.of("network"), network, Line.Role.MAIN, learned));
        DetailWindow window = DetailWindow.of(task, curve);
        Content.Range detail = new Content.Range(window.from(), window.to());
        Content.Range domain = new Content.Range(
                target.get(0).x(), target.get(target.size() - 1).x());
        return List.of(panel(heading, "f(x)", domain, lines, detail), panel("detail", "", detail, lines, null));
    }

    private static Panel panel(
            String heading, String y, Content.Range x, List<Line> lines, Content.@Nullable Range shaded) {
        LinearScale range = LearnedRange.of(
                Line.within(lines.get(0).points(), x.from(), x.to()),
                Line.within(lines.get(1).points(), x.from(), x.to()));
        return new Panel(
                heading,
                Axis.of("x", LinearScale.exactly(x.from(), x.to())),
                Axis.of(y, range),
                new Content.Lines(lines, shaded, List.of()));
    }
}
