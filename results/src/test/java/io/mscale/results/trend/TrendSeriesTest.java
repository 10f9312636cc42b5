package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
    void changes_drift_isOneFromItsBeginningToItsEnd() {
        double[] medians = levels(4, 40, 0.1);
        for (int i = 0; i < medians.length; i++) {
            medians[i] *= Math.pow(1.25, Math.max(0, Math.min(1, (i - 14) / 12.0)));
        }

        assertThat(TrendSeries.changes(medians)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(TrendChange.Kind.DRIFT);
            assertThat(change.index()).isBetween(13, 17);
            assertThat(change.last()).isBetween(24, 28);
            assertThat(change.ratio()).isCloseTo(1.25, within(0.02));
        });
    }

    /** Levels, slopes and outliers at random: a run is on the way from one level to another in one change only. */
    @Test
    void changes_anySeries_areInOrderAndDoNotOverlap() {
        int drifts = 0;
        for (int seed = 0; seed < 400; seed++) {
            List<TrendChange> changes = TrendSeries.changes(anySeries(new SplittableRandom(seed)));
            for (int i = 1; i < changes.size(); i++) {
                assertThat(changes.get(i).index())
                        .as("seed %s: %s", seed, changes)
                        .isGreaterThanOrEqualTo(changes.get(i - 1).last());
            }
            drifts += (int) changes.stream()
                    .filter(change -> change.kind() == TrendChange.Kind.DRIFT)
                    .count();
        }
        assertThat(drifts).isGreaterThan(100);
    }

    private static double[] anySeries(SplittableRandom random) {
        double[] medians = new double[random.nextInt(20, 80)];
        double level = 0;
        double slope = 0;
        for (int i = 0; i < medians.length; i++) {
            if (random.nextDouble() < 0.08) {
                slope = random.nextBoolean() ? 0 : 0.02 * random.nextGaussian();
            }
            level += slope + (random.nextDouble() < 0.03 ? 0.1 * random.nextGaussian() : 0);
            double outlier = random.nextDouble() < 0.03 ? 0.2 : 0;
            medians[i] = 0.1 * Math.exp(level + outlier + 0.01 * random.nextGaussian());
        }
        return medians;
    }

    @Test
    void changes_staircase_isThreeLevels() {
        assertThat(TrendSeries.changes(levels(5, 8, 0.1, 0.11, 0.121)))
                .extracting(TrendChange::kind, TrendChange::index)
                .containsExactly(tuple(TrendChange.Kind.STEP, 8), tuple(TrendChange.Kind.STEP, 16));
    }

    /** The cut cannot be within the last three runs, so that one of the old level would count to the new. */
    @Test
    void changes_threeNewestRuns_areRecentFromTheFirstOfThem() {
        for (int seed = 0; seed < 20; seed++) {
            double[] medians = levels(seed, 23, 0.1);
            for (int i = 20; i < medians.length; i++) {
                medians[i] *= 2;
            }

            assertThat(TrendSeries.changes(medians)).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(TrendChange.Kind.RECENT);
                assertThat(change.index()).isEqualTo(20);
                assertThat(change.runs()).isEqualTo(3);
                assertThat(change.ratio()).isCloseTo(2, within(0.05));
            });
        }
    }

    @Test
    void changes_newestRunOfAMachineWithSlowRuns_isNone() {
        double[] medians = levels(6, 30, 0.1);
        medians[4] *= 1.8;
        medians[29] *= 1.8;

        assertThat(TrendSeries.changes(medians)).isEmpty();
    }

    /** Bits that are the same in every run, as those of errors. */
    @Test
    void changes_constantAndThenAnother_isAStep() {
        double[] medians = new double[12];
        Arrays.fill(medians, 0.1);
        assertThat(TrendSeries.changes(medians)).isEmpty();
        Arrays.fill(medians, 7, 12, 0.102);

        assertThat(TrendSeries.changes(medians))
                .extracting(TrendChange::kind, TrendChange::index)
                .containsExactly(tuple(TrendChange.Kind.STEP, 7));
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
