package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnRatioTest {

    private static TurnRatio of(List<TurnRatio.Pair> pairs) {
        return TurnRatio.of(pairs).orElseThrow();
    }

    /** Turns of which the second took a second for each step. */
    private static TurnRatio.Pair pair(double first, double others) {
        return new TurnRatio.Pair(first, 1, others);
    }

    private static double factor(TurnRatio ratio) {
        return Math.exp(ratio.logarithm());
    }

    @Test
    void of_noPairs_isNothing() {
        assertThat(TurnRatio.of(List.of())).isEmpty();
    }

    @Test
    void of_quietMachine_findsAPlantedDifferenceWithItsInterval() {
        SplittableRandom random = new SplittableRandom(1);
        TurnRatio ratio = of(IntStream.range(0, 30)
                .mapToObj(i -> new TurnRatio.Pair(
                        1.03 * (1 + 0.01 * random.nextDouble()), 1 + 0.01 * random.nextDouble(), 0.01))
                .toList());

        assertThat(factor(ratio)).isCloseTo(1.03, within(0.002));
        assertThat(ratio.pairs()).isEqualTo(30);
        assertThat(ratio.counted()).as("the better half").isEqualTo(15);
        assertThat(ratio.interval().orElseThrow().contains(1.03)).isTrue();
        assertThat(ratio.interval().orElseThrow().contains(1)).isFalse();
    }

    /** A neighbour that doubles the step of either side, in 4 of 10 pairs. */
    @Test
    void of_pairsBesideANeighbour_countOnlyTheQuietOnes() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 40)
                .mapToObj(i -> i % 10 < 4 ? pair(i % 2 == 0 ? 2 : 0.6, 0.5) : pair(1.03 + 0.001 * i, 0.02))
                .toList();

        assertThat(of(pairs).pairs()).isEqualTo(40);
        assertThat(of(pairs).counted()).isEqualTo(12);
        assertThat(factor(of(pairs))).isBetween(1.03, 1.05);
    }

    @Test
    void of_hardlyAnyQuietPair_choosesFromAll() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> pair(1.1 + 0.001 * i, i < TurnRatio.FEWEST - 1 ? 0 : 0.5))
                .toList();
        assertThat(of(pairs).counted()).isEqualTo(10);
    }

    @Test
    void of_fewQuietPairs_countsThoseThatAreAlmostQuiet() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> i < 12 ? pair(0.5, 0.5) : pair(1.1 + 0.001 * i, i < 16 ? 0 : 0.2))
                .toList();
        assertThat(of(pairs).counted()).isEqualTo(TurnRatio.FEWEST);
        assertThat(factor(of(pairs))).isCloseTo(1.114, within(1e-3));
    }

    /** A neighbour that no counter shows slows one of the two down in most pairs, by up to a half. */
    @Test
    void of_hiddenNeighbour_countsThePairsInWhichBothWereAtTheirBest() {
        SplittableRandom random = new SplittableRandom(2);
        List<TurnRatio.Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> new TurnRatio.Pair(
                        i % 4 == 1 ? 1.03 * (1.1 + 0.4 * random.nextDouble()) : 1.03,
                        i % 4 == 2 ? 1.1 + 0.4 * random.nextDouble() : 1,
                        0))
                .toList();
        assertThat(of(pairs).counted()).isEqualTo(10);
        assertThat(factor(of(pairs))).isCloseTo(1.03, within(1e-12));
    }

    private static TurnRatio ratio(double factor, double error) {
        return new TurnRatio(Math.log(factor), error, 9, 5, Optional.empty());
    }

    @Test
    void centre_processesWhoseTurnsScattered_countForLess() {
        List<TurnRatio> ratios = List.of(
                ratio(1.03, 0.002),
                ratio(1.028, 0.004),
                ratio(1.031, 0.003),
                ratio(1.029, 0.004),
                ratio(1.032, 0.004),
                ratio(0.9, 0.08),
                ratio(0.88, 0.05));
        assertThat(TurnRatio.weights(ratios)).containsExactly(1, 1, 1, 1, 1, 0.05, 0.08);
        assertThat(Math.exp(TurnRatio.centre(ratios).estimate())).isCloseTo(1.03, within(0.002));
        assertThat(RatioNoise.relativeOfTurns(ratios)).isBetween(0.001, 0.02);
    }

    @Test
    void centre_turnsThatNeverScattered_countAlike() {
        List<TurnRatio> ratios = List.of(ratio(1.02, 0), ratio(1.03, 0), ratio(1.04, 0));
        assertThat(TurnRatio.weights(ratios)).containsOnly(1);
        assertThat(RatioNoise.relativeOfTurns(ratios.subList(0, 1))).isZero();
    }

    /** One turn says nothing of its error, so that it counts like the least certain. */
    @Test
    void weights_unknownError_isTheLargest() {
        assertThat(TurnRatio.weights(
                        List.of(ratio(1, 0.25), ratio(1, Double.NaN), ratio(1, 0.25), ratio(1, 0.5), ratio(1, 1))))
                .containsExactly(1, 0.375, 1, 0.75, 0.375);
        assertThat(TurnRatio.weights(List.of(ratio(1, Double.NaN), ratio(1, Double.NaN))))
                .containsOnly(1);
        assertThat(of(List.of(pair(2, 0))).error()).isNaN();
    }

    /** Processes differ by more than turns tell: that some count for less makes the mean of all less certain, never more. */
    @Test
    void relativeOfTurns_someCountForLess_isMore() {
        double[] factors = {0.98, 1.01, 1.03, 0.99, 1.02, 0.97, 1};
        double alike = RatioNoise.relativeOfTurns(
                Arrays.stream(factors).mapToObj(factor -> ratio(factor, 0.002)).toList());
        double unlike = RatioNoise.relativeOfTurns(IntStream.range(0, 7)
                .mapToObj(i -> ratio(factors[i], i < 3 ? 0.006 : 0.002))
                .toList());
        assertThat(unlike / alike).isBetween(1.2, 1.3);
    }

    /** What the choice costs where the two are not alike, as the documentation tells. */
    @Test
    void of_onlyTheFirstScatters_favoursItByTwoThirdsOfItsScatter() {
        SplittableRandom random = new SplittableRandom(4);
        double mean = IntStream.range(0, 2000)
                .mapToObj(process -> of(IntStream.range(0, 20)
                        .mapToObj(i -> pair(1 + 0.01 * random.nextGaussian(), 0))
                        .toList()))
                .mapToDouble(TurnRatio::logarithm)
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(-0.0075, -0.006);
    }

    /** The choice must not favour a side, whatever the noise: half of all processes that are alike look slower. */
    @Test
    void of_processesThatAreAlike_areAsOftenSlowerAsFaster() {
        SplittableRandom random = new SplittableRandom(3);
        long slower = IntStream.range(0, 2000)
                .mapToObj(process -> of(IntStream.range(0, 10)
                        .mapToObj(i -> new TurnRatio.Pair(
                                1 + Math.pow(random.nextDouble(), 4), 1 + Math.pow(random.nextDouble(), 4), 0))
                        .toList()))
                .filter(ratio -> ratio.logarithm() > 0)
                .count();
        assertThat(slower).isBetween(900L, 1100L);
    }

    @Test
    void of_thousandsOfPairs_areThinnedWithoutLosingTheRatio() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 3456)
                .mapToObj(i -> pair(i % 17 == 0 ? 5 : 0.97, 0))
                .toList();
        assertThat(factor(of(pairs))).isCloseTo(0.97, within(1e-12));
    }

    @Test
    void of_sidesExchanged_isTheReciprocal() {
        List<TurnRatio.Pair> pairs =
                IntStream.range(0, 9).mapToObj(i -> pair(0.9 + 0.03 * i, 0)).toList();
        List<TurnRatio.Pair> exchanged = pairs.stream()
                .map(pair -> new TurnRatio.Pair(pair.second(), pair.first(), 0))
                .toList();
        assertThat(of(exchanged).logarithm()).isCloseTo(-of(pairs).logarithm(), within(1e-12));
    }
}
