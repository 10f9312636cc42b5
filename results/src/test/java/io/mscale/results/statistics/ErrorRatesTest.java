package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often the rule is wrong, by simulation: 7 forks each, the floor from 7 pairs of an A/A run of its own. With 10000
 * runs the standard error of a rate of 1% is 0.1%, of one of 5% 0.2%.
 */
class ErrorRatesTest {

    private static final int RUNS = 10_000;
    private static final int FORKS = 7;

    static Stream<Arguments> machines() {
        return Stream.of(
                Arguments.of("quiet", Forks.QUIET),
                Arguments.of("loud", new Forks(0.05, 0, 1)),
                Arguments.of("one fork in 20 slow", new Forks(0.01, 0.05, 1.2)),
                Arguments.of("one fork in 10 slow", Forks.SOME_SLOW));
    }

    /** The share of runs in which a contestant whose times are the other's times a factor is told from it. */
    private static double told(Forks forks, double factor, Function<SplittableRandom, Double> noise) {
        SplittableRandom random = new SplittableRandom(20260101);
        return IntStream.range(0, RUNS)
                        .filter(run -> {
                            double floor = noise.apply(random);
                            Decision decision = PairwiseComparison.of(
                                            forks.times(FORKS, factor, random), forks.times(FORKS, 1, random))
                                    .decision(floor);
                            return decision == Decision.FASTER || decision == Decision.SLOWER;
                        })
                        .count()
                / (double) RUNS;
    }

    private static double floor(Forks forks, SplittableRandom random) {
        return NoiseFloor.of(forks.times(FORKS, 1, random), forks.times(FORKS, 1, random))
                .relative();
    }

    /** The exact rate is 2 P(U <= 8) = 2 * 65 / 3432 = 0.038. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void decision_sameContestantWithoutFloor_isWrongInAtMostOneOfTwenty(String name, Forks forks) {
        assertThat(told(forks, 1, random -> 0.0)).as(name).isBetween(0.03, 0.05);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void decision_sameContestantWithFloor_isWrongInLessThanOneOfAHundred(String name, Forks forks) {
        assertThat(told(forks, 1, random -> floor(forks, random))).as(name).isLessThan(0.01);
    }

    @ParameterizedTest(name = "{0} times")
    @MethodSource("slowdowns")
    void decision_fivePerCentWithOnePerCentNoise_isFound(double factor) {
        assertThat(told(Forks.QUIET, factor, random -> floor(Forks.QUIET, random)))
                .isGreaterThan(0.95);
    }

    static Stream<Double> slowdowns() {
        return Stream.of(1.05, 1 / 1.05);
    }

    /** Slow forks widen the floor and blur the ranks, but do not hide a difference of a tenth. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowdownsAmongSlowForks")
    void decision_differenceAmongSlowForks_isMostlyFound(double factor, double atLeast) {
        assertThat(told(Forks.SOME_SLOW, factor, random -> floor(Forks.SOME_SLOW, random)))
                .isGreaterThan(atLeast);
    }

    static Stream<Arguments> slowdownsAmongSlowForks() {
        return Stream.of(Arguments.of(1.05, 0.7), Arguments.of(1.1, 0.8), Arguments.of(1.3, 0.95));
    }
}
