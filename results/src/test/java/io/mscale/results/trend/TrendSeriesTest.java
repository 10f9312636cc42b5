package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.results.compare.Runs;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TrendSeriesTest {

    private static double[] levels(long seed, int runs, double... levels) {
        SplittableRandom random = new SplittableRandom(seed);
        return Arrays.stream(levels)
                .flatMap(level -> DoubleStream.of(Runs.scattered(random, runs, level, 0.01)))
                .toArray();
    }

    @Test
    void changes_steps_haveTheLevelsBeforeAndAfter() {
        List<TrendChange> changes = TrendSeries.changes(levels(1, 50, 0.100, 0.105, 0.090));

        assertThat(changes).extracting(TrendChange::index).containsExactly(50, 100);
        assertThat(changes.get(0).ratio()).isCloseTo(1.05, within(0.01));
        assertThat(changes.get(1).before()).isCloseTo(0.105, within(0.001));
        assertThat(changes.get(1).after()).isCloseTo(0.090, within(0.001));
    }

    @Test
    void changes_noise_areNone() {
        assertThat(TrendSeries.changes(levels(2, 300, 0.1))).isEmpty();
    }

    /** Half a per cent over a thousand runs is there, and nothing to look at. */
    @Test
    void changes_tooSmallToLookAt_areNotTold() {
        assertThat(TrendSeries.changes(levels(3, 1000, 0.1, 0.1005))).isEmpty();
        assertThat(TrendSeries.changes(levels(3, 1000, 0.1, 0.1005, 0.11)))
                .singleElement()
                .satisfies(change -> assertThat(change.index()).isBetween(1998, 2002));
    }
}
