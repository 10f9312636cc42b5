package io.mscale.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final List<Line.Point> POINTS =
            IntStream.range(0, 10).mapToObj(i -> new Line.Point(i, -i)).toList();

    @Test
    void within_rangeBetweenPoints_hasOneMoreOnEitherSide() {
        assertThat(line().within(2.5, 4.5)).extracting(Line.Point::x).containsExactly(2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void within_rangeOfAll_isAll() {
        assertThat(line().within(-1, 20)).isEqualTo(POINTS);
    }

    @Test
    void inOrder_linesThatCoincide_haveTheWideFirstAndReferencesBehind() {
        Line narrow = line("narrow", 1, Line.Role.MAIN);
        Line wide = line("wide", 3, Line.Role.MAIN);
        Line repeat = line("repeat", 9, Line.Role.REPEAT);
        Line reference = line("reference", 1, Line.Role.REFERENCE);
        Content.Lines lines = Content.Lines.of(List.of(narrow, wide, repeat, reference));

        assertThat(lines.inOrder()).containsExactly(reference, repeat, wide, narrow);
        assertThat(lines.legend()).containsExactly(narrow, wide, reference);
    }

    private static Line line() {
        return line("line", 1, Line.Role.MAIN);
    }

    private static Line line(String name, double width, Line.Role role) {
        return Line.of(Line.Name.of(name), Stroke.solid(Stroke.INK, width), role, POINTS);
    }
}
