package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BenjaminiHochbergTest {

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(new double[] {}, new double[] {}),
                Arguments.of(new double[] {0.03}, new double[] {0.03}),
                // 5/1, 5/2, 5/3, 5/4, 5/5 times: all come to the last
                Arguments.of(new double[] {0.01, 0.02, 0.03, 0.04, 0.05}, new double[] {0.05, 0.05, 0.05, 0.05, 0.05}),
                // 4/1 * 0.005, 4/2 * 0.009 = 0.018 < 0.02, 4/3 * 0.05, 4/4 * 0.4; in another order
                Arguments.of(new double[] {0.4, 0.005, 0.05, 0.009}, new double[] {0.4, 0.018, 0.2 / 3, 0.018}),
                Arguments.of(new double[] {0.02, 0.02, 0.9}, new double[] {0.03, 0.03, 0.9}),
                Arguments.of(new double[] {1, 0, 1}, new double[] {1, 0, 1}));
    }

    @ParameterizedTest
    @MethodSource("table")
    void adjust_anyOrder_isTheStepUpProcedure(double[] p, double[] adjusted) {
        assertThat(BenjaminiHochberg.adjust(p)).containsExactly(adjusted, within(1e-15));
    }

    /** The example of the paper, on thrombolysis: at 5% the first four of fifteen are rejected. */
    @Test
    void adjust_exampleOfThePaper_rejectsFour() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000
        };
        double[] adjusted = BenjaminiHochberg.adjust(p);
        assertThat(Arrays.stream(adjusted).filter(q -> q <= 0.05)).hasSize(4);
        assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, within(1e-15));
    }

    /** The adjusted p is the least over all p at or above it of m p / (number of p at or below that one). */
    @Test
    void adjust_randomValues_agreesWithTheDefinition() {
        double[] p = new SplittableRandom(3).doubles(40).toArray();
        double[] adjusted = BenjaminiHochberg.adjust(p);
        for (int i = 0; i < p.length; i++) {
            double own = p[i];
            double expected = Arrays.stream(p)
                    .filter(other -> other >= own)
                    .map(other -> p.length
                            * other
                            / Arrays.stream(p).filter(x -> x <= other).count())
                    .min()
                    .orElseThrow();
            assertThat(adjusted[i]).isCloseTo(Math.min(1, expected), within(1e-15));
        }
    }
}
