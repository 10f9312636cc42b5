package io.mscale.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YRangeTest {

    /** Values between 10 and 11. */
    private static double[] scattered(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 10 + (0.5 + 0.5 * Math.sin(i)))
                .toArray();
    }

    @Test
    void of_spike_isBeyond() {
        double[] values = scattered(20);
        values[7] = 40;

        YRange range = YRange.of(values, false);

        assertThat(range.beyond(values)).containsExactly(7);
        assertThat(range.end(10.5)).isEqualTo(10.5);
        assertThat(range.end(40)).isBetween(13.5, 14.1);
        assertThat(range.end(1)).isBetween(6.9, 7.5);
    }

    @Test
    void of_spikesOnBothSidesOfManyValues_areBeyond() {
        double[] values = scattered(60);
        values[7] = 40;
        values[9] = 60;
        values[30] = 0.1;

        assertThat(YRange.of(values, false).beyond(values)).containsExactly(7, 9, 30);
    }

    @Test
    void of_levelOfItsOwn_isNotBeyond() {
        double[] values = scattered(30);
        Arrays.fill(values, 26, 30, 50);

        assertThat(YRange.of(values, false).beyond(values)).isEmpty();
    }

    @Test
    void of_nearOrFewOrAlikeValues_hasNoneBeyond() {
        double[] near = scattered(20);
        near[7] = 12;
        assertThat(YRange.of(near, false).beyond(near)).isEmpty();
        double[] few = {1, 1, 1, 1, 100};
        assertThat(YRange.of(few, false).beyond(few)).isEmpty();
        double[] alike = {1, 1, 1, 1, 1, 1, 1, 1.01};
        assertThat(YRange.of(alike, false).beyond(alike)).isEmpty();
    }

    @Test
    void of_logarithms_areComparedAsTheyAreDrawn() {
        double[] values = Arrays.stream(scattered(20)).map(Math::log).toArray();
        values[3] = Math.log(1000);

        assertThat(YRange.of(values, true).beyond(values)).containsExactly(3);
    }
}
