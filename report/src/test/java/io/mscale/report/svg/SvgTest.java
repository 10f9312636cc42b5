package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvgTest {

    @Test
    void thinned_pointsFarApart_keepsAll() {
        List<Line.Point> line = List.of(new Line.Point(0, 1), new Line.Point(1, 2), new Line.Point(2, 1));

        assertThat(Svg.thinned(line)).isEqualTo(line);
    }

    @Test
    void thinned_denseColumn_keepsFirstOutermostAndLastInOrder() {
        List<Line.Point> line = List.of(
                new Line.Point(0.00, 5),
                new Line.Point(0.01, 9),
                new Line.Point(0.02, 6),
                new Line.Point(0.03, 1),
                new Line.Point(0.04, 4),
                new Line.Point(0.05, 5),
                new Line.Point(3, 3));

        assertThat(Svg.thinned(line)).extracting(Line.Point::y).containsExactly(5.0, 9.0, 1.0, 5.0, 3.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.001, 0",
        "1, 1",
        "1.5, 1.5",
        "1.25, 1.25",
        "1.05, 1.05",
        "-0.05, -0.05",
        "-12.345, -12.34",
        "1234567, 1234567"
    })
    void number_anyValue_hasTwoDecimalsAtMost(double value, String text) {
        assertThat(Svg.number(value)).isEqualTo(text);
    }
}
