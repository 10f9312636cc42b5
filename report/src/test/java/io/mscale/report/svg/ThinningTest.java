package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void of_pointsFarApart_keepsAll() {
        List<Point> line = List.of(new Point(0, 1), new Point(1, 2), new Point(2, 1));

        assertThat(Thinning.of(line)).isEqualTo(line);
    }

    @Test
    void of_denseColumn_keepsFirstOutermostAndLastInOrder() {
        List<Point> line = List.of(
                new Point(0.00, 5),
                new Point(0.01, 9),
                new Point(0.02, 6),
                new Point(0.03, 1),
                new Point(0.04, 4),
                new Point(0.05, 5),
                new Point(3, 3));

        assertThat(Thinning.of(line)).extracting(Point::y).containsExactly(5.0, 9.0, 1.0, 5.0, 3.0);
    }
}
