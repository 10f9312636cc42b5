package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.report.text.Caption;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.statistics.PerformanceProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who reaches the targets of several tasks, and how fast: a performance profile with a curve for each contestant and
 * variant.
 */
final class ProfileFigure {

    private static final String TITLE = "time to target: share of tasks within a factor of the best";
    private static final String NOTE = "performance profile: ";

    /** Slightly more than 0 to 1, so that curves at 0 and at 1 do not lie on the border. */
    private static final Scale.Linear SHARES = new Scale.Linear(-0.03, 1.03, new Decimal(25, -2));

    /** Extends the axis beyond the last step so that the curve is visible there. */
    private static final double AFTER_LAST = 1.2;

    private static final double SHORTEST_AXIS = 2;

    private static final double WIDTH = 1.8;

    private ProfileFigure() {}

    /**
     * The figure; empty if there is only one task, or if there is nothing to draw, which is then added to {@code
     * notes}.
     */
    static Optional<Chart> of(Evidence evidence, List<String> notes) {
        if (evidence.tasks().size() < 2) {
            return Optional.empty();
        }
        TargetTimes times = TargetTimes.of(evidence);
        if (times.tasks().size() < 2) {
            notes.add(NOTE + "no two tasks were trained by everyone on the same device and machine, in the same preset"
                    + " and precision, so nobody is held against tasks of others");
            return Optional.empty();
        }
        if (times.rows().stream().noneMatch(TargetTimes.Row::reachedAny)) {
            notes.add(NOTE + "nobody reached the target of any task " + times.setting());
            return Optional.empty();
        }
        times.notes().forEach(note -> notes.add(NOTE + note));
        return Optional.of(chart(evidence, times));
    }

    private static Chart chart(Evidence evidence, TargetTimes times) {
        Map<String, Map<String, Double>> seconds = new LinkedHashMap<>();
        times.rows().forEach(row -> seconds.put(String.valueOf(seconds.size()), row.seconds()));
        List<List<PerformanceProfile.Point>> curves =
                List.copyOf(PerformanceProfile.of(seconds).curves().values());
        double last = curves.stream()
                .mapToDouble(steps -> steps.get(steps.size() - 1).factor())
                .max()
                .orElse(1);
        double end = Decimal.above(Math.max(SHORTEST_AXIS, AFTER_LAST * last)).value();
        List<String> contestants = times.rows().stream()
                .map(TargetTimes.Row::contestant)
                .distinct()
                .toList();
        Styles styles = Styles.of(evidence);
        List<Line> lines = new ArrayList<>();
        List<Integer> shown = IntStream.range(0, curves.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -area(curves.get(i), end)))
                .limit(Styles.most())
                .sorted()
                .toList();
        for (int i : shown) {
            TargetTimes.Row row = times.rows().get(i);
            double place = contestants.indexOf(row.contestant());
            Stroke stroke = curves.size() > Styles.most()
                    ? Stroke.solid(Styles.colour(lines.size()), WIDTH)
                    : Stroke.stacked(
                            styles.colour(row.contestant(), row.variant()),
                            contestants.size() == 1 ? 0.5 : place / (contestants.size() - 1),
                            styles.dash(row.variant()));
            Line.Name name = new Line.Name(Text.oneLine(row.contestant()), " " + Text.oneLine(row.variant()));
            lines.add(Line.of(name, stroke, Line.Role.MAIN, corners(curves.get(i), end)));
        }
        return Chart.of(
                TITLE,
                String.join("; ", Caption.lines(evidence)),
                Chart.Axis.of("factor of the best time", new Scale.Log(1, end)),
                Chart.Axis.of("share of tasks", SHARES),
                Content.Lines.of(lines),
                Text.oneLine((lines.size() < curves.size()
                                ? "the " + lines.size() + " highest of " + curves.size() + " curves; "
                                : "")
                        + times.setting() + "; " + times.tasks().size() + " tasks: "
                        + String.join(", ", times.tasks())));
    }

    /** The area under a curve, over the logarithm of the factor: the higher the curve, the larger. */
    private static double area(List<PerformanceProfile.Point> steps, double end) {
        double area = 0;
        for (int i = 0; i < steps.size(); i++) {
            double next = i + 1 < steps.size() ? steps.get(i + 1).factor() : end;
            area += steps.get(i).share() * StrictMath.log(next / steps.get(i).factor());
        }
        return area;
    }

    /** The step curve up to the end of the axis. */
    private static List<Line.Point> corners(List<PerformanceProfile.Point> steps, double end) {
        Set<Line.Point> corners = new LinkedHashSet<>();
        double share = steps.get(0).share();
        for (PerformanceProfile.Point step : steps) {
            corners.add(new Line.Point(step.factor(), share));
            share = step.share();
            corners.add(new Line.Point(step.factor(), share));
        }
        corners.add(new Line.Point(end, share));
        return List.copyOf(corners);
    }
}
