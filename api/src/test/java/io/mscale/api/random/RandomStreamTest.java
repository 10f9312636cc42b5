package io.mscale.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    private static double[] draw(DoubleSupplier next, int count) {
        return DoubleStream.generate(next).limit(count).toArray();
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values).map(v -> Math.pow(v, power)).average().orElseThrow();
    }

    @Test
    void of_everySeedPurposeAndIndex_isAStreamOfItsOwn() {
        Set<Double> first = new HashSet<>();
        int streams = 0;
        for (long seed = 0; seed < 5; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (long index = 0; index < 5; index++) {
                    first.add(RandomStream.of(seed, purpose, index).uniform(0, 1));
                    streams++;
                }
            }
        }
        assertThat(first).hasSize(streams);
    }

    @Test
    void of_withoutIndex_isTheStreamOfIndexZero() {
        assertThat(RandomStream.of(5, Purpose.BATCHES).uniform(0, 1))
                .isEqualTo(RandomStream.of(5, Purpose.BATCHES, 0).uniform(0, 1));
    }

    @Test
    void uniform_manyDraws_haveTheMomentsOfTheInterval() {
        RandomStream random = RandomStream.of(1, Purpose.TEST_POINTS);
        double[] values = draw(() -> random.uniform(-1, 3), 100_000);
        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-1.0, -0.999);
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(2.999, Math.nextDown(3.0));
        assertThat(moment(values, 1)).isCloseTo(1, within(0.02));
        assertThat(moment(values, 2)).isCloseTo(1 + 16.0 / 12, within(0.03));
    }

    @Test
    void normal_manyDraws_haveTheMomentsOfTheStandardNormal() {
        RandomStream random = RandomStream.of(1, Purpose.INITIAL_PARAMETERS);
        double[] values = draw(random::normal, 100_000);
        assertThat(moment(values, 1)).isCloseTo(0, within(0.02));
        assertThat(moment(values, 2)).isCloseTo(1, within(0.02));
        assertThat(moment(values, 3)).isCloseTo(0, within(0.05));
        assertThat(moment(values, 4)).isCloseTo(3, within(0.1));
    }

    @Test
    void below_manyDraws_areEvenOverTheRange() {
        RandomStream random = RandomStream.of(1, Purpose.BATCHES);
        int[] counts = new int[5];
        IntStream.range(0, 50_000).forEach(i -> counts[random.below(5)]++);
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    /** Recorded once. A change here changes every result ever recorded under a seed. */
    @Test
    void streams_recordedSeeds_giveTheRecordedBits() {
        RandomStream uniform = RandomStream.of(42, Purpose.TRAINING_POINTS);
        assertThat(draw(() -> uniform.uniform(0, 1), 3))
                .containsExactly(0x1.3952194cd69a8p-2, 0x1.acafa7cbdb905p-1, 0x1.6632730ba467cp-2);
        RandomStream normal = RandomStream.of(42, Purpose.TEST_POINTS, 7);
        assertThat(draw(normal::normal, 3))
                .containsExactly(-0x1.7ab8b6aa5f312p-2, -0x1.a2ee362514e5ap0, 0x1.158facf710237p0);
        RandomStream below = RandomStream.of(42, Purpose.BATCHES, 1);
        assertThat(IntStream.range(0, 8).map(i -> below.below(1000)).toArray())
                .containsExactly(136, 677, 227, 924, 667, 165, 889, 485);
    }
}
