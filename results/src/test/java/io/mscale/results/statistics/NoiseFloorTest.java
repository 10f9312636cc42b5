package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseFloorTest {

    private static double[] exp(double... logarithms) {
        return Arrays.stream(logarithms).map(Math::exp).toArray();
    }

    /** Median absolute deviation 0.01, so exp(1.96 sqrt(2) 1.4826 0.01) - 1 = exp(0.041095) - 1. */
    @Test
    void of_knownDeviations_isTheFormula() {
        double[] a = exp(-0.01, 0.01, -0.01, 0.01);
        double[] b = exp(0.01, -0.01, 0.01, -0.01);
        assertThat(NoiseFloor.of(a, b).relative()).isCloseTo(Math.expm1(0.041095), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05})
    void of_manyForks_is95PerCentOfThePairsStayBelow(double noise) {
        Forks forks = new Forks(noise, 0, 1);
        SplittableRandom random = new SplittableRandom(7);
        double[] a = forks.times(1000, 1, random);
        double[] b = forks.times(1000, 1, random);
        double floor = NoiseFloor.of(a, b).relative();
        int below = 0;
        for (int i = 0; i < a.length; i++) {
            below += Math.max(a[i] / b[i], b[i] / a[i]) - 1 <= floor ? 1 : 0;
        }
        assertThat(below / 1000.0).isBetween(0.93, 0.97);
    }

    @Test
    void of_oneSlowFork_staysInItsRange() {
        double[] b = exp(0.012, -0.008, 0.003, -0.014, 0.006, -0.003, 0.009);
        double[] a = exp(-0.011, 0.004, 0.013, -0.006, 0.002, -0.009, 0.007);
        double without = NoiseFloor.of(a, b).relative();
        a[3] *= 10;
        assertThat(NoiseFloor.of(a, b).relative()).isBetween(0.9 * without, 1.3 * without);
    }

    @Test
    void of_anyUnit_isTheSame() {
        double[] a = exp(-0.011, 0.004, 0.013, -0.006);
        double[] b = exp(0.012, -0.008, 0.003, -0.014);
        double[] milliA = Arrays.stream(a).map(x -> 1000 * x).toArray();
        double[] milliB = Arrays.stream(b).map(x -> 1000 * x).toArray();
        assertThat(NoiseFloor.of(milliA, milliB).relative())
                .isCloseTo(NoiseFloor.of(a, b).relative(), within(1e-12));
    }

    @Test
    void of_equalTimes_isZero() {
        double[] equal = {2, 2, 2, 2};
        NoiseFloor floor = NoiseFloor.of(equal, equal);
        assertThat(floor.relative()).isZero();
        assertThat(floor.positionsAgree()).isTrue();
    }

    @Test
    void positionsAgree_oneOfThemAlwaysSlower_saysNo() {
        double[] a = exp(0.000, 0.001, 0.002, 0.003);
        double[] b = exp(0.010, 0.011, 0.012, 0.013);
        NoiseFloor floor = NoiseFloor.of(a, b);
        assertThat(floor.positionsAgree()).isFalse();
        assertThat(floor.comparison().decision(0)).isEqualTo(Decision.FASTER);
    }

    @Test
    void positionsAgree_alternatingScatter_saysYes() {
        assertThat(NoiseFloor.of(exp(0, 0.02, 0.01, 0.03), exp(0.005, 0.025, 0.015, 0.035))
                        .positionsAgree())
                .isTrue();
    }

    @Test
    void of_noDuration_isRefused() {
        assertThatThrownBy(() -> NoiseFloor.of(new double[] {1, 1, 1, 1}, new double[] {1, 1, 0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
    }
}
