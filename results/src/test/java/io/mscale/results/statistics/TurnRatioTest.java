package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnRatioTest {

    private static TurnRatio of(List<TurnRatio.Pair> pairs) {
        return TurnRatio.of(pairs).orElseThrow();
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
                .mapToObj(i -> new TurnRatio.Pair(1.03 * (1 + 0.01 * (random.nextDouble() - 0.5)), 0.01))
                .toList());

        assertThat(factor(ratio)).isCloseTo(1.03, within(0.002));
        assertThat(ratio.counted()).isEqualTo(30);
        assertThat(ratio.interval().orElseThrow().contains(1.03)).isTrue();
        assertThat(ratio.interval().orElseThrow().contains(1)).isFalse();
    }

    /** A neighbour that doubles the step of either side, in 4 of 10 pairs. */
    @Test
    void of_pairsBesideANeighbour_countOnlyTheQuietOnes() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 40)
                .mapToObj(i ->
                        i % 10 < 4 ? new TurnRatio.Pair(i % 2 == 0 ? 2 : 0.6, 0.5) : new TurnRatio.Pair(1.03, 0.02))
                .toList();

        assertThat(of(pairs).pairs()).isEqualTo(40);
        assertThat(of(pairs).counted()).isEqualTo(24);
        assertThat(factor(of(pairs))).isCloseTo(1.03, within(1e-12));
    }

    @Test
    void of_hardlyAnyQuietPair_countsAll() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> new TurnRatio.Pair(1.1, i < TurnRatio.FEWEST_QUIET - 1 ? 0 : 0.3))
                .toList();
        assertThat(of(pairs).counted()).isEqualTo(20);
    }

    @Test
    void of_thousandsOfPairs_areThinnedWithoutLosingTheRatio() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 3456)
                .mapToObj(i -> new TurnRatio.Pair(i % 17 == 0 ? 5 : 0.97, 0))
                .toList();
        assertThat(factor(of(pairs))).isCloseTo(0.97, within(1e-12));
    }

    @Test
    void of_sidesExchanged_isTheReciprocal() {
        List<TurnRatio.Pair> pairs = IntStream.range(0, 9)
                .mapToObj(i -> new TurnRatio.Pair(0.9 + 0.03 * i, 0))
                .toList();
        List<TurnRatio.Pair> exchanged = pairs.stream()
                .map(pair -> new TurnRatio.Pair(1 / pair.ratio(), 0))
                .toList();
        assertThat(of(exchanged).logarithm()).isCloseTo(-of(pairs).logarithm(), within(1e-12));
    }
}
