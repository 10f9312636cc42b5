package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.results.statistics.Arrangements.Arrangement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseComparisonTest {

    private static double[] times(double... seconds) {
        return seconds;
    }

    private static double[] scaled(double[] seconds, double factor) {
        return Arrays.stream(seconds).map(x -> x * factor).toArray();
    }

    private static double[] ratios(double[] a, double[] b) {
        return Arrays.stream(a)
                .flatMap(x -> Arrays.stream(b).map(y -> x / y))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "4, 4", "4, 6", "5, 5", "3, 8"})
    void of_everyArrangement_hasTheShareOfArrangementsAsUnequalAsP(int m, int n) {
        List<Arrangement> all = Arrangements.of(m, n);
        for (Arrangement one : all) {
            long below = all.stream().filter(other -> other.u() <= one.u()).count();
            long above = all.stream().filter(other -> other.u() >= one.u()).count();
            double p = Math.min(1, 2.0 * Math.min(below, above) / all.size());
            assertThat(PairwiseComparison.of(one.a(), one.b()).p()).isCloseTo(p, within(1e-12));
        }
    }

    /** Hollander and Wolfe (1973), p. 69: permeability of the human chorioamnion; R's wilcox.test gives 0.1272 one-sided. */
    @Test
    void of_publishedExample_hasThePublishedP() {
        double[] term = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] early = {1.15, 0.88, 0.90, 0.74, 1.21};
        assertThat(PairwiseComparison.of(term, early).p()).isCloseTo(2 * 0.1272, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "4, 6", "5, 5", "6, 6", "3, 8"})
    void of_noDifference_intervalCoversItAsOftenAsItSays(int m, int n) {
        List<Arrangement> all = Arrangements.of(m, n);
        List<PairwiseComparison> comparisons =
                all.stream().map(one -> PairwiseComparison.of(one.a(), one.b())).toList();
        long covered = comparisons.stream()
                .filter(one -> one.interval().orElseThrow().contains(1))
                .count();
        double confidence = comparisons.get(0).interval().orElseThrow().confidence();
        assertThat(confidence).isCloseTo((double) covered / all.size(), within(1e-12));
        assertThat(confidence).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "5, 7", "7, 7", "10, 10", "20, 30", "55, 60"})
    void of_anyForks_intervalHoldsTheRatiosWhichTheTestDoesNotReject(int m, int n) {
        SplittableRandom random = new SplittableRandom(m);
        double[] a = Forks.QUIET.times(m, 1.02, random);
        double[] b = Forks.QUIET.times(n, 1, random);
        ConfidenceInterval interval = PairwiseComparison.of(a, b).interval().orElseThrow();
        double[] ratios = ratios(a, b);
        for (int i = 1; i < ratios.length; i++) {
            double between = (ratios[i - 1] + ratios[i]) / 2;
            double p = PairwiseComparison.of(a, scaled(b, between)).p();
            assertThat(interval.contains(between)).as("%s", between).isEqualTo(p > 0.05);
        }
    }

    /** Ratios 2/8, 2/4, 2/2, 2/1, 3/8 ... of which the two middle ones are 3/4 and 1. */
    @Test
    void of_evenNumberOfPairs_ratioIsTheGeometricMiddle() {
        assertThat(PairwiseComparison.of(times(2, 3), times(2, 4)).ratio())
                .isCloseTo(Math.sqrt(0.75 * 1), within(1e-15));
    }

    /** 1/2 1/3 1/4, 5/2 5/3 5/4, 6/2 6/3 6/4: the fifth of nine is 3/2. */
    @Test
    void of_oddNumberOfPairs_ratioIsTheMiddle() {
        assertThat(PairwiseComparison.of(times(6, 1, 5), times(4, 2, 3)).ratio())
                .isCloseTo(1.5, within(1e-15));
    }

    @Test
    void of_oneSlowForkOfFive_ratioStaysAmongTheOthers() {
        double[] b = times(1.00, 1.01, 1.02, 1.03, 1.04);
        assertThat(PairwiseComparison.of(times(2.01, 2.02, 2.03, 2.04, 90), b).ratio())
                .isBetween(1.95, 2.05);
    }

    @Test
    void of_exchanged_isTheReciprocal() {
        double[] a = times(1.1, 1.25, 1.3, 1.7, 1.02);
        double[] b = times(1.0, 1.05, 1.2, 1.15, 0.9, 1.8);
        PairwiseComparison there = PairwiseComparison.of(a, b);
        PairwiseComparison back = PairwiseComparison.of(b, a);
        assertThat(back.ratio()).isCloseTo(1 / there.ratio(), within(1e-12));
        assertThat(back.p()).isEqualTo(there.p());
        assertThat(back.interval().orElseThrow().lower())
                .isCloseTo(1 / there.interval().orElseThrow().upper(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        // forks of A and B, A's times over B's, noise, decision
        "3, 9, 2.00, 0,    CANNOT_DECIDE",
        "9, 3, 2.00, 0,    CANNOT_DECIDE",
        "1, 1, 2.00, 0,    CANNOT_DECIDE",
        "4, 4, 2.00, 0,    SLOWER",
        "4, 4, 0.50, 0,    FASTER",
        "4, 4, 1.00, 0,    NO_DIFFERENCE",
        "7, 7, 1.03, 0,    SLOWER",
        "7, 7, 1.03, 0.02, SLOWER",
        "7, 7, 1.03, 0.04, NO_DIFFERENCE",
        "7, 7, 0.97, 0.03, FASTER",
        "7, 7, 0.97, 0.04, NO_DIFFERENCE"
    })
    void decision_forksOfLittleScatter_isByTheirNumberAndTheNoise(
            int forksA, int forksB, double factor, double noise, Decision decision) {
        double[] a = IntStream.range(0, forksA)
                .mapToDouble(i -> factor * (1 + i * 1e-4))
                .toArray();
        double[] b = IntStream.range(0, forksB).mapToDouble(i -> 1 + i * 1.1e-4).toArray();
        assertThat(PairwiseComparison.of(a, b).decision(noise)).isEqualTo(decision);
    }

    @Test
    void decision_ratioOutsideTheNoiseButNotSignificant_isNoDifference() {
        PairwiseComparison comparison = PairwiseComparison.of(times(1, 1.2, 1.4, 1.6), times(0.9, 1.1, 1.3, 1.5));
        assertThat(comparison.ratio()).isGreaterThan(1.05);
        assertThat(comparison.decision(0)).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void decision_adjustedP_decidesInsteadOfItsOwn() {
        PairwiseComparison comparison = PairwiseComparison.of(times(5, 6, 7, 8), times(1, 2, 3, 4));
        assertThat(comparison.p()).isCloseTo(2.0 / 70, within(1e-12));
        assertThat(comparison.decision(0)).isEqualTo(Decision.SLOWER);
        assertThat(comparison.decision(0, 0.06)).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void decision_allTimesEqual_isNoDifference() {
        PairwiseComparison comparison = PairwiseComparison.of(times(2, 2, 2, 2), times(2, 2, 2, 2, 2));
        assertThat(comparison.p()).isEqualTo(1);
        assertThat(comparison.ratio()).isEqualTo(1);
        assertThat(comparison.interval().orElseThrow().contains(1)).isTrue();
        assertThat(comparison.decision(0)).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void decision_tiesWithinContestantsOnly_seesTheDifference() {
        assertThat(PairwiseComparison.of(times(3, 3, 3, 3), times(2, 2, 2, 2)).decision(0))
                .isEqualTo(Decision.SLOWER);
    }

    /** Of the 70 ways to deal out the values 4 are as unequal, p = 0.057; the library's approximation says 0.04. */
    @Test
    void decision_tieBetweenContestants_isNotFooledByTheApproximation() {
        PairwiseComparison comparison = PairwiseComparison.of(times(1, 2, 3, 4), times(4, 5, 6, 7));
        assertThat(comparison.p()).isBetween(0.04, 0.05);
        assertThat(comparison.interval().orElseThrow().upper()).isEqualTo(1);
        assertThat(comparison.decision(0)).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void of_noDuration_isRefused(double seconds) {
        assertThatThrownBy(() -> PairwiseComparison.of(times(1, seconds), times(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.0, " + seconds);
        assertThatThrownBy(() -> PairwiseComparison.of(times(1, 2), times(seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[" + seconds + "]");
    }

    @Test
    void of_noFork_isRefused() {
        assertThatThrownBy(() -> PairwiseComparison.of(times(1), times())).isInstanceOf(IllegalArgumentException.class);
    }
}
