package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianIntervalTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** 1, 2, ..., n, so that a value is its rank. */
    private static double[] ranks(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }

    /** P(at most k of n values lie below the median), summed by Pascal's triangle. */
    private static double atMost(int k, int n) {
        double[] row = {1};
        for (int i = 1; i <= n; i++) {
            double[] next = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                next[j] = (j == 0 ? 0 : row[j - 1]) + (j == i ? 0 : row[j]);
            }
            row = next;
        }
        return DoubleStream.of(row).limit(k + 1).sum() / Math.pow(2, n);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 1, 6",
        "7, 1, 7",
        "8, 1, 8",
        "9, 2, 8",
        "10, 2, 9",
        "11, 2, 10",
        "12, 3, 10",
        "15, 4, 12",
        "20, 6, 15",
        "25, 8, 18",
        "30, 10, 21",
        "100, 40, 61"
    })
    void of_enoughValues_reachesBetweenTheRanksOfTheTables(int n, int lower, int upper) {
        ConfidenceInterval interval = MedianInterval.of(ranks(n)).interval().orElseThrow();
        assertThat(interval.lower()).isEqualTo(lower);
        assertThat(interval.upper()).isEqualTo(upper);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12, 13, 20, 31, 50})
    void of_enoughValues_hasTheLeastConfidenceAboveTheLevel(int n) {
        ConfidenceInterval interval = MedianInterval.of(ranks(n)).interval().orElseThrow();
        int rank = (int) interval.lower();
        assertThat(interval.confidence()).isCloseTo(1 - 2 * atMost(rank - 1, n), within(1e-12));
        assertThat(interval.confidence()).isGreaterThanOrEqualTo(0.95);
        assertThat(1 - 2 * atMost(rank, n)).as("one rank further in").isLessThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void of_fewerThanSix_hasNoInterval(int n) {
        MedianInterval median = MedianInterval.of(ranks(n));
        assertThat(median.interval()).isEmpty();
        assertThat(median.median()).isEqualTo((n + 1) / 2.0);
    }

    @Test
    void of_fewestValues_isTheFirstSizeThatHasAnInterval() {
        assertThat(MedianInterval.of(ranks(MedianInterval.FEWEST_VALUES)).interval())
                .isPresent();
        assertThat(MedianInterval.of(ranks(MedianInterval.FEWEST_VALUES - 1)).interval())
                .isEmpty();
    }

    @Test
    void of_unsortedValues_doesNotSortTheCallersArray() {
        double[] values = {3, 1, 2, 6, 5, 4};
        MedianInterval median = MedianInterval.of(values);
        assertThat(median.median()).isEqualTo(3.5);
        assertThat(median.interval()).contains(new ConfidenceInterval(1, 6, 1 - 2.0 / 64));
        assertThat(values).containsExactly(3, 1, 2, 6, 5, 4);
    }

    @Test
    void of_ties_keepTheRanks() {
        assertThat(MedianInterval.of(new double[] {2, 2, 2, 2, 2, 2, 7, 7, 7}).interval())
                .hasValueSatisfying(interval -> {
                    assertThat(interval.lower()).isEqualTo(2);
                    assertThat(interval.upper()).isEqualTo(7);
                });
    }

    @Test
    void of_infiniteValues_countByTheirRank() {
        MedianInterval few = MedianInterval.of(new double[] {1, 2, 3, 4, 5, INFINITY});
        assertThat(few.median()).isEqualTo(3.5);
        assertThat(few.interval().orElseThrow().upper()).isInfinite();
        MedianInterval many = MedianInterval.of(new double[] {1, 2, INFINITY, INFINITY, INFINITY, INFINITY});
        assertThat(many.median()).isEqualTo(INFINITY);
        assertThat(many.interval().orElseThrow().lower()).isEqualTo(1);
    }

    @Test
    void of_noNumber_isRefused() {
        assertThatThrownBy(() -> MedianInterval.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MedianInterval.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.0, NaN]");
    }
}
