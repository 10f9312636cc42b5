package io.mscale.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogScaleTest {

    @Test
    void around_severalDecades_numbersPowersOfTen() {
        Scale.Log scale = Scale.Log.around(DoubleStream.of(0.003, 700));

        assertThat(labels(scale)).containsExactly("0.01", "0.1", "1", "10", "100", "1000");
        assertThat(scale.low()).isEqualTo(0.002);
        assertThat(scale.high()).isEqualTo(1000);
    }

    @Test
    void around_oneDecade_numbersTwosAndFivesToo() {
        assertThat(labels(Scale.Log.around(DoubleStream.of(0.03, 0.4))))
                .containsExactly("0.02", "0.05", "0.1", "0.2", "0.5");
    }

    @Test
    void around_smallValues_hasExponents() {
        assertThat(labels(Scale.Log.around(DoubleStream.of(1e-7, 3e-7))))
                .containsExactly("10^\u22127", "2\u00d710^\u22127", "5\u00d710^\u22127");
    }

    @Test
    void around_veryManyDecades_skipsSome() {
        assertThat(labels(Scale.Log.around(DoubleStream.of(1e-100, 1e100)))).hasSizeBetween(4, 10);
    }

    @Test
    void around_equalValues_holdsThemInside() {
        Scale.Log scale = Scale.Log.around(DoubleStream.of(10, 10));

        assertThat(scale.at(10)).isBetween(0.3, 0.7);
        assertThat(labels(scale)).containsExactly("5", "10", "20");
    }

    @Test
    void around_noValues_isAnAxisStill() {
        assertThat(labels(Scale.Log.around(DoubleStream.empty()))).isNotEmpty();
    }

    @Test
    void at_valueWithoutLogarithm_hasNoPlace() {
        Scale.Log scale = Scale.Log.around(DoubleStream.of(1, 0, -5, Double.NaN, Double.POSITIVE_INFINITY, 100));

        assertThat(scale).isEqualTo(new Scale.Log(1, 100));
        assertThat(scale.at(10)).isEqualTo(0.5);
        assertThat(DoubleStream.of(0, -5, Double.NaN, Double.POSITIVE_INFINITY).map(scale::at))
                .containsOnly(Double.NaN);
    }

    @Test
    void exactly_narrowRange_getsRoomForNumber() {
        assertThat(labels(Scale.Log.exactly(2.9, 3.1))).isNotEmpty();
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream()
                .filter(Scale.Tick::isLabelled)
                .map(tick -> tick.label() + (tick.exponent().isEmpty() ? "" : "^" + tick.exponent()))
                .toList();
    }
}
