package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartIslandTest {

    private static final Scale LOG = new Scale.Log(1, 100);

    @Test
    void of_valuesWithoutPlaceOnALogarithmicAxis_areGaps() {
        assertThat(arrays(line(0.5, 0, -1, Double.NaN, 1.2345678)))
                .containsExactly(List.of(0.0, 1.0, 2.0, 3.0, 4.0), Arrays.asList(0.5, null, null, null, 1.2346));
    }

    @Test
    void of_linesWithTheSamePoints_shareThem() {
        assertThat(arrays(line(5, 6), line(5, 6), line(5, 7))).hasSize(3);
    }

    @Test
    void of_places_areToldOnceWithTheirDetails() {
        Chart.Axis runs =
                Chart.Axis.of("", new Scale.Places(List.of("a day", "a day", "another"), List.of("c1", "c1", "c2")));
        Content line = Content.Lines.of(List.of(line(1, 2, 3)));

        Map<String, Object> data = island(Chart.of("title", "", runs, Chart.Axis.of("", LOG), line, ""));

        assertThat(data.get("places")).isEqualTo(List.of(List.of("a day", "c1"), List.of("another", "c2")));
        assertThat(data.toString()).contains("places=[0, 0, 1]");
    }

    @Test
    void of_lineWithBandAndBestPoint_hasBoth() {
        Line plain = line(1, 2, 3);
        Line line = new Line(
                plain.name(),
                plain.stroke(),
                plain.role(),
                false,
                plain.points(),
                plain.points().stream()
                        .map(point -> new Line.Interval(point.y() / 2, point.y() * 2))
                        .toList(),
                plain.points().get(0),
                plain.points().get(1));

        assertThat(arrays(line)).contains(List.of(0.5, 1.0, 1.5), List.of(2.0, 4.0, 6.0));
        assertThat(island(chart(line)).toString()).contains("best=[0.0, 1.0]", "kept=[1.0, 2.0]");
    }

    private static Chart chart(Line... lines) {
        return Chart.of(
                "title", "", Chart.Axis.of("x", LOG), Chart.Axis.of("y", LOG), Content.Lines.of(List.of(lines)), "");
    }

    private static List<Object> arrays(Line... lines) {
        return List.<Object>copyOf((List<?>) island(chart(lines)).getOrDefault("arrays", List.of()));
    }

    private static Map<String, Object> island(Chart chart) {
        return ChartIsland.of(
                List.of(new ChartGroup("id", "", false, List.of(), List.of(new ChartGroup.Option("", chart)), "")));
    }

    private static Line line(double... values) {
        List<Line.Point> points = IntStream.range(0, values.length)
                .mapToObj(i -> new Line.Point(i, values[i]))
                .toList();
        return Line.of(Line.Name.of("line"), Stroke.solid("#0072b2", 1), Line.Role.MAIN, points);
    }
}
