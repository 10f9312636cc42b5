package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedianDeviationTest {

    /** Median 5, deviations 3, 1, 0, 1, 90, of which the 0 is left out. */
    @Test
    void standardDeviation_knownValues_isTheScaledMedian() {
        assertThat(Median.deviations(new double[] {2, 4, 5, 6, 95})).containsExactly(1.0, 1.0, 3.0, 90.0);
        assertThat(Median.standardDeviation(Median.deviations(new double[] {2, 4, 5, 6, 95})))
                .isCloseTo(2 * 1.4826, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 10, 50})
    void standardDeviation_normalSamplesOfAnySize_isTheirs(int size) {
        SplittableRandom random = new SplittableRandom(1);
        Stream<double[]> samples = IntStream.range(0, 10_000).mapToObj(i -> IntStream.range(0, size)
                .mapToDouble(j -> 7 + 3 * random.nextGaussian())
                .toArray());
        assertThat(Median.standardDeviation(samples.flatMapToDouble(Median::deviations)))
                .isCloseTo(3, within(0.1));
    }
}
