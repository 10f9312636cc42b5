package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRanksTest {

    /** Hollander and Wolfe (1973), p. 29: depression of nine patients before and after a treatment. */
    @Test
    void of_publishedExample_hasThePublishedResult() {
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        SignedRanks ranks = SignedRanks.of(IntStream.range(0, before.length)
                .mapToDouble(i -> before[i] - after[i])
                .toArray());

        assertThat(ranks.p()).isCloseTo(2 * 0.01953, within(1e-5));
        assertThat(ranks.estimate()).isCloseTo(0.46, within(1e-9));
        ConfidenceInterval interval = ranks.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.010, within(1e-9));
        assertThat(interval.upper()).isCloseTo(0.786, within(1e-9));
        assertThat(interval.confidence()).isCloseTo(0.961, within(1e-3));
    }

    /** If the centre is 0, every choice of signs is as likely as any other. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 10})
    void of_allChoicesOfSigns_coverTheCentreAsOftenAsTheIntervalSays(int n) {
        int covered = 0;
        double confidence = 0;
        for (int signs = 0; signs < 1 << n; signs++) {
            int choice = signs;
            double[] values = IntStream.range(0, n)
                    .mapToDouble(i -> (choice >> i & 1) == 0 ? i + 1.5 * i * i + 1 : -(i + 1.5 * i * i + 1))
                    .toArray();
            SignedRanks ranks = SignedRanks.of(values);
            ConfidenceInterval interval = ranks.interval().orElseThrow();
            confidence = interval.confidence();
            covered += interval.contains(0) ? 1 : 0;
            assertThat(ranks.p() <= 0.05).isEqualTo(!interval.contains(0));
        }
        assertThat(covered / (double) (1 << n)).isCloseTo(confidence, within(1e-9));
        assertThat(confidence).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void of_unequalPrecision_stillCoversTheCentreAsOftenAsTheIntervalSays() {
        int n = 9;
        double[] weights =
                IntStream.range(0, n).mapToDouble(i -> 1 / (1 + 0.7 * i)).toArray();
        int covered = 0;
        double confidence = 0;
        for (int signs = 0; signs < 1 << n; signs++) {
            int choice = signs;
            double[] values = IntStream.range(0, n)
                    .mapToDouble(i -> ((choice >> i & 1) == 0 ? 1 : -1) * (1 + i * i % 7 + 0.01 * i))
                    .toArray();
            SignedRanks ranks = SignedRanks.of(values, weights);
            ConfidenceInterval interval = ranks.interval().orElseThrow();
            confidence = interval.confidence();
            covered += interval.contains(0) ? 1 : 0;
            assertThat(ranks.p() <= 0.05).isEqualTo(!interval.contains(0));
        }
        assertThat(covered / (double) (1 << n)).isCloseTo(confidence, within(1e-9));
    }

    @Test
    void of_preciseValuesAndOthers_isDecidedByThePreciseOnes() {
        double[] values = {0.029, 0.03, 0.031, 0.032, 0.033, 0.034, -0.08, -0.09};
        double[] weights = {1, 1, 1, 1, 1, 1, 0.1, 0.1};
        assertThat(SignedRanks.of(values).p()).isGreaterThan(0.2);
        assertThat(SignedRanks.of(values, weights).p()).isLessThan(0.05);
        assertThat(SignedRanks.of(values, weights).estimate()).isCloseTo(0.031, within(0.002));
    }

    @Test
    void of_fewValues_haveNoInterval() {
        assertThat(SignedRanks.of(new double[] {1, 2, 3, 4, 5}).interval()).isEmpty();
        assertThat(SignedRanks.of(new double[] {1, 2, 3, 4, 5, 6}).interval()).isPresent();
    }

    @Test
    void of_outliers_moveTheEstimateLittle() {
        double[] values = new double[20];
        Arrays.setAll(values, i -> i < 4 ? 1000 : 1 + 0.001 * i);
        assertThat(SignedRanks.of(values).estimate()).isCloseTo(1.01, within(0.02));
    }

    @Test
    void of_noDifferenceAtAll_isCertainOfNone() {
        assertThat(SignedRanks.of(new double[7]).p()).isEqualTo(1);
    }

    @Test
    void of_notANumber_isRefused() {
        assertThatThrownBy(() -> SignedRanks.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedRanks.of(new double[] {1, Double.POSITIVE_INFINITY}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedRanks.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
