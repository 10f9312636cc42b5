package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonotoneTrendTest {

    /** By hand: of 45 pairs all rise, the variance is 125, (45 - 1) / sqrt(125) = 3.935 standard deviations. */
    @Test
    void p_tenRisingValues_isThatOfTheNormalApproximation() {
        double[] rising = IntStream.range(0, 10).mapToDouble(i -> i * i).toArray();
        double[] falling = IntStream.range(0, 10).mapToDouble(i -> -i).toArray();

        assertThat(MonotoneTrend.p(rising)).isEqualTo(8.30e-5, within(1e-6));
        assertThat(MonotoneTrend.p(falling)).isEqualTo(MonotoneTrend.p(rising));
    }

    @Test
    void p_equalOrNoValues_isOne() {
        assertThat(MonotoneTrend.p(new double[10])).isEqualTo(1);
        assertThat(MonotoneTrend.p(new double[0])).isEqualTo(1);
    }

    /** With ties, as of a metric that has few values. */
    @Test
    void p_noTrend_isSmallAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(1);
        long small = IntStream.range(0, 20_000)
                .filter(trial -> MonotoneTrend.p(
                                random.doubles(15).map(x -> Math.rint(6 * x)).toArray())
                        <= 0.01)
                .count();

        assertThat(small / 20_000.0).isBetween(0.004, 0.012);
    }
}
