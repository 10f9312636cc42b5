package io.mscale.report.figure;

import io.mscale.results.evidence.StepTimes;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Draws a distribution in a row: quartiles as a box, the median as a bar, whiskers to the last samples within Tukey's
 * fences, and outliers as hollow circles.
 *
 * @param panel where
 * @param unit of the panel's axis
 * @param y the middle of the row
 * @param stroke of all its lines
 * @param hollow whether nothing fills the box: for variants whose lines are dashed, as dashes do not show on boxes
 */
record BoxPlot(Panel panel, TimeUnit unit, double y, Stroke stroke, boolean hollow) {

    private static final double HALF_BOX = 8;

    private static final double HALF_CAP = 4;

    private static final double OUTLIER = 2.2;

    void draw(StepTimes times) {
        outliers(times);
        double left = x(times.firstQuartile());
        double right = x(times.thirdQuartile());
        if (Double.isFinite(left) && Double.isFinite(right)) {
            // Quartiles of few samples are interpolated: the last sample within the fences can lie inside the box.
            whisker(Math.min(inside(times).min().orElse(left), left), left);
            whisker(Math.max(inside(times).max().orElse(right), right), right);
            panel.svg().box(new Area(left, y - HALF_BOX, right - left, 2 * HALF_BOX), stroke, hollow);
        }
        double median = x(times.median());
        if (Double.isFinite(median)) {
            panel.svg().line(median, y - HALF_BOX, median, y + HALF_BOX, Stroke.solid(stroke.colour(), 2.5));
        }
    }

    /** The places of the samples within the fences. */
    private DoubleStream inside(StepTimes times) {
        return times.samples().stream()
                .filter(sample -> !times.isOutlier(sample))
                .mapToDouble(this::x)
                .filter(Double::isFinite);
    }

    private void whisker(double end, double box) {
        panel.svg().line(end, y, box, y, stroke);
        panel.svg().line(end, y - HALF_CAP, end, y + HALF_CAP, stroke);
    }

    /** Thousands of steps have hundreds of outliers: those at the same pixel are drawn once. */
    private void outliers(StepTimes times) {
        List<Long> pixels = times.samples().stream()
                .filter(times::isOutlier)
                .mapToDouble(this::x)
                .filter(Double::isFinite)
                .mapToObj(Math::round)
                .distinct()
                .toList();
        pixels.forEach(pixel -> panel.svg().circle(new Point(pixel, y), OUTLIER, "none", stroke));
    }

    private double x(double seconds) {
        return panel.px(unit.from(seconds));
    }
}
