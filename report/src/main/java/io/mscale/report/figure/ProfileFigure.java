package io.mscale.report.figure;

import io.mscale.report.text.Caption;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.statistics.PerformanceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who reaches the targets of several tasks, and how fast: a performance profile, a curve for each contestant and variant. */
final class ProfileFigure {

    private static final String TITLE = "time to target: share of tasks within a factor of the best";
    private static final String NOTE = "performance profile: ";

    private static final double WIDTH = 900;
    private static final Area PLOT = new Area(70, 44, 550, 380);
    private static final double LEGEND_LEFT = 638;
    private static final double BELOW = 72;

    /** Curves at 0 and at 1 must not lie on the border. */
    private static final LinearScale SHARES = new LinearScale(-0.03, 1.03, new Decimal(25, -2));

    /** To the right of its last step a curve must go on for a bit. */
    private static final double AFTER_LAST = 1.2;

    private static final double SHORTEST_AXIS = 2;

    private record Curve(Legend.Item item, List<PerformanceProfile.Point> steps) {

        double last() {
            return steps.get(steps.size() - 1).factor();
        }

        /** The corners of its steps, up to the axis' end. */
        List<Point> corners(double end) {
            List<Point> corners = new ArrayList<>();
            double share = steps.get(0).share();
            for (PerformanceProfile.Point step : steps) {
                corners.add(new Point(step.factor(), share));
                share = step.share();
                corners.add(new Point(step.factor(), share));
            }
            corners.add(new Point(end, share));
            return corners.stream().distinct().toList();
        }
    }

    private static final Comparator<Curve> WIDE_FIRST = Comparator.comparingDouble(
                    (Curve curve) -> curve.item().stroke().width())
            .reversed();

    private ProfileFigure() {}

    /** The figure; empty if there is one task only, and, which is noted, if there is nothing to draw. */
    static Optional<String> of(Evidence evidence, List<String> notes) {
        if (evidence.tasks().size() < 2) {
            return Optional.empty();
        }
        TargetTimes times = TargetTimes.of(evidence);
        if (times.tasks().size() < 2) {
            notes.add(NOTE
                    + "no two tasks were trained on the same device and machine, in the same preset and precision");
            return Optional.empty();
        }
        if (times.rows().stream().noneMatch(TargetTimes.Row::reachedAny)) {
            notes.add(NOTE + "nobody reached the target of any task " + times.setting());
            return Optional.empty();
        }
        times.notes().forEach(note -> notes.add(NOTE + note));
        return Optional.of(draw(evidence, times, curves(times, Styles.of(evidence))));
    }

    private static List<Curve> curves(TargetTimes times, Styles styles) {
        Map<String, Map<String, Double>> seconds = new LinkedHashMap<>();
        times.rows().forEach(row -> seconds.put(String.valueOf(seconds.size()), row.seconds()));
        Collection<List<PerformanceProfile.Point>> steps =
                PerformanceProfile.of(seconds).curves().values();
        List<String> contestants = times.rows().stream()
                .map(TargetTimes.Row::contestant)
                .distinct()
                .toList();
        List<Curve> curves = new ArrayList<>();
        for (List<PerformanceProfile.Point> points : steps) {
            TargetTimes.Row row = times.rows().get(curves.size());
            int place = contestants.indexOf(row.contestant());
            Stroke stroke = Stroke.stacked(
                    styles.colour(row.contestant(), row.variant()),
                    contestants.size() == 1 ? 0.5 : (double) place / (contestants.size() - 1),
                    styles.dash(row.variant()));
            Name label = new Name(Text.oneLine(row.contestant()), " " + Text.oneLine(row.variant()));
            curves.add(new Curve(new Legend.Item(label, stroke, false), points));
        }
        return curves;
    }

    private static String draw(Evidence evidence, TargetTimes times, List<Curve> curves) {
        Legend legend = new Legend(curves.stream().map(Curve::item).toList());
        double height = Math.max(PLOT.bottom() + BELOW, PLOT.top() + legend.height() + 20);
        Svg svg = new Svg(WIDTH, height, TITLE, String.join("; ", Caption.lines(evidence)));
        svg.text(PLOT.left(), 26, TITLE, TextStyle.TITLE);
        double last = curves.stream().mapToDouble(Curve::last).max().orElse(1);
        double end = Decimal.above(Math.max(SHORTEST_AXIS, AFTER_LAST * last)).value();
        Panel panel = new Panel(svg, PLOT, new LogScale(1, end), SHARES);
        panel.grid();
        curves.stream()
                .sorted(WIDE_FIRST)
                .forEach(curve -> panel.line(curve.corners(end), curve.item().stroke()));
        panel.axes();
        panel.nameX("factor of the best time");
        panel.nameY("share of tasks");
        legend.draw(svg, new Area(LEGEND_LEFT, PLOT.top(), WIDTH - LEGEND_LEFT - 10, legend.height()));
        String tasks = Text.oneLine(
                times.setting() + "; " + times.tasks().size() + " tasks: " + String.join(", ", times.tasks()));
        svg.text(PLOT.left(), PLOT.bottom() + 60, TextStyle.NOTE.fit(tasks, WIDTH - PLOT.left() - 10), TextStyle.NOTE);
        return svg.document();
    }
}
