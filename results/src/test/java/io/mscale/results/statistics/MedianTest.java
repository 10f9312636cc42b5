package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MedianTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Arguments> medians() {
        return Stream.of(
                Arguments.of(new double[] {7}, 7),
                Arguments.of(new double[] {3, 1, 2}, 2),
                Arguments.of(new double[] {4, 1, 3, 2}, 2.5),
                Arguments.of(new double[] {1, 2, INFINITY}, 2),
                Arguments.of(new double[] {INFINITY, 1}, INFINITY),
                Arguments.of(new double[] {INFINITY, INFINITY, 1}, INFINITY),
                Arguments.of(new double[] {INFINITY, INFINITY}, INFINITY));
    }

    @ParameterizedTest
    @MethodSource("medians")
    void of_anyValues_isTheMiddle(double[] values, double median) {
        assertThat(Median.of(values)).isEqualTo(median);
    }
}
