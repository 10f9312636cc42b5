package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionIntervalTest {

    private static final int TRIALS = 20_000;

    /** Computed by hand: mean 3, variance 2.5, t(4; 0.975) = 2.776. */
    @Test
    void of_oneToFive_isMeanAndTQuantile() {
        PredictionInterval interval = PredictionInterval.of(new double[] {1, 2, 3, 4, 5}, 0.95);

        assertThat(interval.centre()).isEqualTo(3);
        assertThat(interval.upper()).isEqualTo(3 + 2.776445 * Math.sqrt(2.5 * 1.2), within(1e-5));
        assertThat(interval.lower()).isEqualTo(3 - 2.776445 * Math.sqrt(2.5 * 1.2), within(1e-5));
        assertThat(interval.p(interval.upper())).isEqualTo(0.05, within(1e-9));
        assertThat(interval.p(3)).isEqualTo(1);
    }

    /** How often a further value of the same kind has a p of at most the level. */
    private static double alarms(int values, double level, double outliers) {
        SplittableRandom random = new SplittableRandom(20261130);
        Forks forks = new Forks(0.01, outliers, 1.3);
        Forks next = new Forks(0.01, 0, 1);
        long alarms = IntStream.range(0, TRIALS)
                .filter(trial -> {
                    double[] before = logarithms(forks.times(values, 1, random));
                    double[] further = logarithms(next.times(1, 1, random));
                    return PredictionInterval.of(before, 0.99).p(further[0]) <= level;
                })
                .count();
        return alarms / (double) TRIALS;
    }

    private static double[] logarithms(double[] times) {
        return Arrays.stream(times).map(Math::log).toArray();
    }

    @ParameterizedTest
    @CsvSource({"5, 0.01", "6, 0.01", "8, 0.01", "10, 0.01", "20, 0.01", "10, 0.001", "20, 0.001"})
    void p_furtherValueOfTheSameKind_isSmallAsOftenAsItSays(int values, double level) {
        assertThat(alarms(values, level, 0)).isLessThan(2 * level);
    }

    @ParameterizedTest
    @CsvSource({"10", "14", "20"})
    void p_oneValueInTwentyIsAnOutlier_staysUseful(int values) {
        SplittableRandom random = new SplittableRandom(20261201);
        Forks forks = new Forks(0.01, 0.05, 1.3);
        long found = IntStream.range(0, TRIALS)
                .filter(trial -> {
                    double[] before = logarithms(forks.times(values, 1, random));
                    return PredictionInterval.of(before, 0.99).p(Math.log(1.1)) <= 0.01;
                })
                .count();

        assertThat(found / (double) TRIALS).isGreaterThan(0.9);
        assertThat(alarms(values, 0.01, 0.05)).isLessThan(0.018);
    }

    @Test
    void p_alikeValues_isZeroOrOne() {
        PredictionInterval interval = PredictionInterval.of(new double[] {2, 2, 2, 2, 2}, 0.99);

        assertThat(interval.p(2)).isEqualTo(1);
        assertThat(interval.p(2.1)).isZero();
    }

    @Test
    void of_fourValuesOrInfinity_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PredictionInterval.of(new double[4], 0.99));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictionInterval.of(new double[] {1, 2, 3, 4, Double.POSITIVE_INFINITY}, 0.99));
    }
}
