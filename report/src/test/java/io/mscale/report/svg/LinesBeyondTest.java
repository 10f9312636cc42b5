package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesBeyondTest {

    private static String svg(List<Line.Point> beyond) {
        List<Line.Point> points = List.of(new Line.Point(0, 1), new Line.Point(1, 50), new Line.Point(2, 2));
        Line line = Line.of(Line.Name.of("median"), Stroke.solid(Stroke.ACCENT, 1), Line.Role.MAIN, points);
        Chart chart = Chart.of(
                "title",
                "",
                Chart.Axis.of("x", Scale.Linear.exactly(0, 2)),
                new Chart.Axis("step", "<ms>", Scale.Linear.exactly(0, 3)),
                Content.Lines.of(List.of(line), List.of(), beyond),
                "");
        return LinesDrawing.svg(chart, chart.panels().get(0));
    }

    /** The line is cut off at the axis, where an arrow tells the value. */
    @Test
    void svg_pointBeyondTheAxis_isAnArrowWithItsValue() {
        assertThat(svg(List.of(new Line.Point(1, 50))))
                .contains("overflow=\"hidden\"")
                .containsSubsequence(
                        "</svg>", "<title>50.0 &lt;ms&gt;</title></path>", ">50.0 &lt;ms&gt;</text>", "</svg>");
        assertThat(svg(List.of())).doesNotContain("overflow=\"hidden\"", "</title></path>");
    }
}
