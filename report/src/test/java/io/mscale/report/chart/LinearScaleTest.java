package io.mscale.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LinearScaleTest {

    @Test
    void around_values_endsAtNumbers() {
        Scale.Linear scale = Scale.Linear.around(DoubleStream.of(-1.9, 3.9));

        assertThat(labels(scale)).containsExactly("\u22122", "\u22121", "0", "1", "2", "3", "4");
        assertThat(scale.at(-2)).isZero();
        assertThat(scale.at(4)).isEqualTo(1);
    }

    @Test
    void around_equalValues_holdsThemInside() {
        Scale.Linear scale = Scale.Linear.around(DoubleStream.of(5, 5));

        assertThat(scale.at(5)).isBetween(0.1, 0.9);
        assertThat(labels(scale)).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    }

    @Test
    void around_zeroOnly_holdsItInside() {
        assertThat(Scale.Linear.around(DoubleStream.of(0, 0)).at(0)).isEqualTo(0.5);
    }

    @Test
    void around_valuesThatDifferByRoundingOnly_hasDifferentNumbers() {
        assertThat(labels(Scale.Linear.around(DoubleStream.of(1e9, 1e9 + 1e-6))))
                .hasSizeGreaterThan(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void around_valuesThatCannotBeDrawn_ignoresThem() {
        Scale.Linear scale = Scale.Linear.around(DoubleStream.of(0, 10, Double.NaN, Double.NEGATIVE_INFINITY, 1e305));

        assertThat(scale.high()).isEqualTo(10);
        assertThat(scale.at(1e305)).isNaN();
    }

    @Test
    void exactly_smallRange_writesSameDecimals() {
        assertThat(labels(Scale.Linear.exactly(1.0, 1.2))).containsExactly("1.00", "1.05", "1.10", "1.15", "1.20");
    }

    @Test
    void exactly_tinyValues_areScientific() {
        assertThat(labels(Scale.Linear.exactly(0, 1e-7))).contains("0", "2.0e-8");
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
