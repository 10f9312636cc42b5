package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a gate's rule is wrong, by simulation: test and noise together, as one gate over one cell applies them. */
class RatioNoiseTest {

    private static final int RUNS = 10_000;

    /** The share of runs in which a head whose times are the base's times a factor is called slower. */
    private static double slower(Forks forks, double factor, int repeats, double threshold) {
        SplittableRandom random = new SplittableRandom(20260101);
        return IntStream.range(0, RUNS)
                        .filter(run -> {
                            double[] head = forks.times(repeats, factor, random);
                            double[] base = forks.times(repeats, 1, random);
                            double noise = RatioNoise.relative(List.of(head, base), repeats, repeats);
                            return PairwiseComparison.of(head, base).decision(Math.max(threshold, noise))
                                    == Decision.SLOWER;
                        })
                        .count()
                / (double) RUNS;
    }

    @ParameterizedTest(name = "scatter {0}, {1} of the forks slow")
    @CsvSource({"0.005, 0", "0.01, 0", "0.02, 0", "0.05, 0", "0.01, 0.1", "0.02, 0.1"})
    void gate_sameCode_isCalledSlowerInLessThanOneOfAHundred(double scatter, double slowShare) {
        Forks forks = new Forks(scatter, slowShare, 1.2);

        assertThat(slower(forks, 1, 7, 0.03)).isLessThan(0.01);
    }

    @ParameterizedTest(name = "scatter {0}")
    @CsvSource({"0.005, 0.99", "0.01, 0.98", "0.015, 0.9", "0.02, 0.8"})
    void gate_fivePerCentSlower_isFoundWithSevenRepeats(double scatter, double atLeast) {
        assertThat(slower(new Forks(scatter, 0, 1), 1.05, 7, 0.03)).isGreaterThan(atLeast);
    }

    @Test
    void relative_isThreeStandardErrors() {
        SplittableRandom random = new SplittableRandom(1);
        double[] many = Forks.QUIET.times(100_000, 1, random);

        assertThat(RatioNoise.relative(List.of(many), 8, 8)).isCloseTo(Math.expm1(0.015), within(2e-4));
    }

    @Test
    void relative_groups_areTakenAroundTheirOwnMedians() {
        double[] fast = {1, 1.01, 0.99, 1.02};
        double[] slow = {3, 3.03, 2.97, 3.06};

        assertThat(RatioNoise.relative(List.of(fast, slow), 4, 4))
                .isCloseTo(RatioNoise.relative(List.of(fast, fast), 4, 4), within(1e-12));
    }

    @Test
    void relative_singleValues_sayNothing() {
        assertThat(RatioNoise.relative(List.of(new double[] {1}, new double[] {2}), 1, 1))
                .isZero();
    }
}
