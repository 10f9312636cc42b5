package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] values(double... values) {
        return values;
    }

    @Test
    void tauB_sameAndOppositeOrder_isOneAndMinusOne() {
        assertThat(RankCorrelation.tauB(values(1, 2, 30), values(-5, 0, 1e9))).isEqualTo(1);
        assertThat(RankCorrelation.tauB(values(1, 2, 30), values(3, 2, 1))).isEqualTo(-1);
    }

    /** By hand: of the pairs (1,2) (1,3) (1,4) (2,3) (2,4) (3,4), four agree and one does not; x ties one. */
    @Test
    void tauB_tiesInOne_areLeftOutOfItsPairs() {
        assertThat(RankCorrelation.tauB(values(1, 2, 2, 3), values(1, 3, 2, 2.5)))
                .isCloseTo((4 - 1) / Math.sqrt(5 * 6.0), within(1e-15));
    }

    /** Pairs (1,3) and (1,4) agree; (1,2) is tied in x, (2,3) and (2,4) in y, (3,4) in both. */
    @Test
    void tauB_tiesInBoth_areCountedForEach() {
        assertThat(RankCorrelation.tauB(values(1, 1, 2, 2), values(1, INFINITY, INFINITY, INFINITY)))
                .isCloseTo(2 / Math.sqrt(4 * 3.0), within(1e-15));
    }

    @Test
    void tauB_constant_isNotANumber() {
        assertThat(RankCorrelation.tauB(values(1, 2), values(INFINITY, INFINITY)))
                .isNaN();
        assertThat(RankCorrelation.tauB(values(), values())).isNaN();
    }

    @Test
    void tauB_differentLengths_throws() {
        assertThatThrownBy(() -> RankCorrelation.tauB(values(1), values(1, 2)))
                .hasMessage("1 and 2 values are not of the same things");
    }
}
