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

    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.9, 5", "0.95, 6", "0.99, 8", "0.999, 11"})
    void fewestValues_anyLevel_isTheFirstSizeThatHasAnInterval(double level, int fewest) {
        assertThat(MedianInterval.fewestValues(level)).isEqualTo(fewest);
        assertThat(MedianInterval.of(ranks(fewest), level).interval()).isPresent();
        assertThat(MedianInterval.of(ranks(fewest - 1), level).interval()).isEmpty();
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
        assertThatThrownBy(() -> MedianInterval.of(new double[0])).hasMessage("there is no value");
        assertThatThrownBy(() -> MedianInterval.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 1 is NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
    void of_noLevel_isRefused(double level) {
        assertThatThrownBy(() -> MedianInterval.of(ranks(9), level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level " + level + " is not between 0 and 1");
        assertThatThrownBy(() -> MedianInterval.fewestValues(level)).isInstanceOf(IllegalArgumentException.class);
    }
}
