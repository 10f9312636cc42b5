package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnergyScanTest {

    /** The definition, pair by pair. */
    private static double statistic(double[] values, int from, int cut, int to) {
        int m = cut - from;
        int n = to - cut;
        double distance = 2 * mean(values, from, cut, cut, to)
                - mean(values, from, cut, from, cut)
                - mean(values, cut, to, cut, to);
        return (double) m * n / (m + n) * distance;
    }

    private static double mean(double[] values, int from, int to, int otherFrom, int otherTo) {
        return IntStream.range(from, to)
                .mapToDouble(i -> IntStream.range(otherFrom, otherTo)
                        .mapToDouble(j -> Math.abs(values[i] - values[j]))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void best_isTheCutOfTheLargestStatisticByDefinition() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            // Few different values, so that there are ties.
            double[] values = random.doubles(30).map(x -> Math.rint(8 * x) / 3).toArray();
            int from = 5;
            int to = 28;
            int best = IntStream.rangeClosed(from + 3, to - 3)
                    .boxed()
                    .max((a, b) -> Double.compare(statistic(values, from, a, to), statistic(values, from, b, to)))
                    .orElseThrow();

            EnergyScan.Cut cut =
                    new EnergyScan(values, 3).best(IntStream.range(0, 30).toArray(), from, to);

            assertThat(cut.statistic()).isCloseTo(statistic(values, from, best, to), within(1e-12));
            assertThat(statistic(values, from, cut.index(), to)).isCloseTo(cut.statistic(), within(1e-12));
        }
    }

    @Test
    void best_takesTheValuesInTheGivenOrder() {
        double[] values = {0, 9, 0, 9, 0, 9};

        assertThat(new EnergyScan(values, 2).best(new int[] {0, 2, 4, 1, 3, 5}, 0, 6))
                .isEqualTo(new EnergyScan.Cut(3, 1.5 * 18));
    }
}
