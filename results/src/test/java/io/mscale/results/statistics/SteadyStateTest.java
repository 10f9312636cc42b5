package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {

    /** A level per sample with lognormal noise. */
    private static double[] series(int samples, double noise, long seed, IntToDoubleFunction level) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, samples)
                .mapToDouble(i -> level.applyAsDouble(i) * Math.exp(noise * random.nextGaussian()))
                .toArray();
    }

    private static SteadyState.Reached reached(double[] samples) {
        return assertThat(SteadyState.of(samples))
                .asInstanceOf(InstanceOfAssertFactories.type(SteadyState.Reached.class))
                .actual();
    }

    private static String notReached(double[] samples) {
        return assertThat(SteadyState.of(samples))
                .asInstanceOf(InstanceOfAssertFactories.type(SteadyState.NotReached.class))
                .actual()
                .reason();
    }

    private static long verdicts(
            int runs, Class<? extends SteadyState> kind, int samples, double noise, IntToDoubleFunction level) {
        return IntStream.range(0, runs)
                .filter(seed -> kind.isInstance(SteadyState.of(series(samples, noise, seed, level))))
                .count();
    }

    @Test
    void of_constant_isSteadyFromTheStart() {
        assertThat(reached(series(100, 0, 1, i -> 0.25))).isEqualTo(new SteadyState.Reached(0, 0.25));
    }

    @ParameterizedTest
    @CsvSource({"100, 0.001", "100, 0.02", "113, 0.04", "1000, 0.001", "1000, 0.1", "2013, 0.02", "9999, 0.5"})
    void of_flatNoise_isSteadyInNearlyAllSeries(int samples, double noise) {
        assertThat(verdicts(500, SteadyState.Reached.class, samples, noise, i -> 1))
                .isGreaterThanOrEqualTo(485);
    }

    @Test
    void of_warmUpDecay_isSteadyFromWhereItIsWithinTwoPerCent() {
        // 2 exp(-i / 60) = 0.02 at i = 276
        SteadyState.Reached reached = reached(series(1000, 0.005, 1, i -> 1 + 2 * Math.exp(-i / 60.0)));
        assertThat(reached.fromSample()).isBetween(200, 300);
        assertThat(reached.median()).isCloseTo(1, within(0.002));
    }

    @Test
    void of_slowFirstSamplesOnly_skipsThem() {
        assertThat(reached(series(1000, 0.005, 1, i -> i < 45 ? 3 : 1)).fromSample())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.3})
    void of_stepInTheMiddle_isSteadyFromTheStep(double before) {
        SteadyState.Reached reached = reached(series(1000, 0.01, 1, i -> i < 500 ? before : 1));
        assertThat(reached.fromSample()).isEqualTo(500);
        assertThat(reached.median()).isCloseTo(1, within(0.002));
    }

    @ParameterizedTest
    @CsvSource({"600, 1.3", "600, 0.7", "750, 1.1", "750, 0.9", "900, 1.3", "900, 0.7"})
    void of_stepAfterTheMiddle_isNotReached(int step, double after) {
        assertThat(notReached(series(1000, 0.01, 1, i -> i < step ? 1 : after))).startsWith("samples ");
    }

    @Test
    void of_stepAfterTheMiddle_saysWhereAndHowMuch() {
        assertThat(notReached(series(1000, 0, 1, i -> i < 900 ? 1 : 1.3)))
                .isEqualTo("samples 900 to 999 took 1.3 times the median of the second half");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 0.5, -0.5})
    void of_linearDrift_isNotReached(double overall) {
        assertThat(notReached(series(1000, 0.01, 1, i -> 1 + overall * i / 1000)))
                .startsWith("samples ");
    }

    /** Up to the middle of window 10 a drift of 9% lacks 1.9% to the centre; the quarters are 2.1% apart. */
    @Test
    void of_slowDrift_isSeenInTheQuarters() {
        assertThat(notReached(series(1000, 0, 1, i -> 1 + 0.09 * i / 1000)))
                .isEqualTo("samples 750 to 999 took 1.021 times the median of the quarter before");
    }

    @Test
    void of_driftThatDoesNotMatter_isSteady() {
        assertThat(reached(series(20_000, 0.01, 1, i -> 1 + 0.01 * i / 20_000)).fromSample())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "10, 10", "37, 100"})
    void of_periodicSpikes_isSteadyFromTheStart(int period, double spike) {
        SteadyState.Reached reached = reached(series(1000, 0.01, 1, i -> i % period == period - 1 ? spike : 1));
        assertThat(reached.fromSample()).isZero();
        assertThat(reached.median()).isCloseTo(1, within(0.01));
    }

    @Test
    void of_oneDisturbance_isSteady() {
        assertThat(reached(series(1000, 0.01, 1, i -> i >= 700 && i < 740 ? 2 : 1))
                        .fromSample())
                .isZero();
    }

    @Test
    void of_longDisturbanceInTheSecondHalf_isNotReached() {
        assertThat(notReached(series(1000, 0.01, 1, i -> i >= 700 && i < 850 ? 2 : 1)))
                .startsWith("samples 750 to 849 took ");
    }

    /** Each window is 1% off at most by chance, so a tenth is seen through a noise of 5%. */
    @Test
    void of_driftWithinMuchNoise_isFoundInNearlyAllSeries() {
        assertThat(verdicts(200, SteadyState.NotReached.class, 2000, 0.05, i -> 1 + 0.2 * i / 2000))
                .isGreaterThanOrEqualTo(195);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    void of_shortSeries_isUndecided(int samples) {
        assertThat(SteadyState.of(series(samples, 0.01, 1, i -> 1)))
                .isEqualTo(new SteadyState.Undecided(samples + " samples, and 100 are needed"));
    }

    /** Every sample deviates by 0.3, so the limit is 3 * 1.2533 * 1.4826 * 0.3 / sqrt(1000 / 20) = 0.236. */
    @Test
    void of_scatterThatHidesMoreThanATenth_isUndecided() {
        assertThat(SteadyState.of(series(1000, 0, 1, i -> i % 2 == 0 ? 0.7 : 1.3)))
                .isEqualTo(new SteadyState.Undecided(
                        "the samples scatter so much that a change of 24% would not be seen"));
    }

    /** Windows alone cannot see this one: their limit of 6% is wider than the drift from the centre to the first window. */
    @Test
    void of_driftThatOnlyQuartersSee_isFoundInMostSeries() {
        assertThat(verdicts(200, SteadyState.NotReached.class, 1000, 0.11, i -> 1 + 0.25 * i / 1000))
                .isGreaterThanOrEqualTo(150);
    }

    @Test
    void of_anyUnit_isTheSame() {
        double[] seconds = series(1000, 0.01, 1, i -> 1 + 2 * Math.exp(-i / 60.0));
        double[] micros = Arrays.stream(seconds).map(x -> x * 0x1p-20).toArray();
        assertThat(reached(micros).fromSample()).isEqualTo(reached(seconds).fromSample());
    }

    @Test
    void of_noDuration_isRefused() {
        assertThatThrownBy(() -> SteadyState.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.0, NaN]");
        assertThatThrownBy(() -> SteadyState.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
