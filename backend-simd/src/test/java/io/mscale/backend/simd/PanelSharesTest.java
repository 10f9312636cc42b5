package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.backend.simd.PanelShares.Block;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More threads than a machine has can be counted, not run. */
class PanelSharesTest {

    private static final int LARGEST = 10;

    static IntStream batches() {
        return IntStream.concat(
                IntStream.of(1, 2, 47, 48, 49, 95, 97, 500, 997, 1500, 2999, 3000, 6143, 6145, 10_000, 65_537),
                IntStream.iterate(331, n -> n < 20_000, n -> n + 1662));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void of_upTo128Threads_givesEachPanelToOneThreadOnceAndInOrder(int samples) {
        int panels = PanelLayout.panels(samples);
        for (int threads = 1; threads <= 128; threads++) {
            List<Integer> computed = new ArrayList<>();
            for (List<Block> blocks : PanelShares.of(panels, threads, LARGEST)) {
                for (Block block : blocks) {
                    IntStream.range(block.first(), block.first() + block.panels())
                            .forEach(computed::add);
                }
            }
            assertThat(computed)
                    .as("%d threads", threads)
                    .isEqualTo(IntStream.range(0, panels).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void of_upTo128Threads_sharesDifferByOnePanelAtMostAndNoneIsEmpty(int samples) {
        int panels = PanelLayout.panels(samples);
        for (int threads = 1; threads <= 128; threads++) {
            List<List<Block>> shares = PanelShares.of(panels, threads, LARGEST);
            IntSummaryStatistics sizes =
                    shares.stream().mapToInt(PanelSharesTest::panels).summaryStatistics();
            assertThat(shares).as("%d threads", threads).hasSize(Math.min(panels, threads));
            assertThat(sizes.getMin()).isPositive();
            assertThat(sizes.getMax() - sizes.getMin()).isBetween(0, 1);
            // nobody can be faster with whole panels
            assertThat(sizes.getMax()).isEqualTo((panels + threads - 1) / threads);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 11, 19, 20, 21, 63, 209})
    void of_moreThanAWorkspaceHolds_cutsIntoTheFewestBlocksOfNearlyOneSize(int panels) {
        List<Block> blocks = PanelShares.of(panels, 1, LARGEST).get(0);
        IntSummaryStatistics sizes = blocks.stream().mapToInt(Block::panels).summaryStatistics();
        assertThat(blocks).hasSize((panels + LARGEST - 1) / LARGEST);
        assertThat(sizes.getMax()).isLessThanOrEqualTo(LARGEST);
        assertThat(sizes.getMax() - sizes.getMin()).isBetween(0, 1);
    }

    @Test
    void of_nothing_isNobodysWork() {
        assertThat(PanelShares.of(0, 4, LARGEST)).isEmpty();
    }

    private static int panels(List<Block> blocks) {
        return blocks.stream().mapToInt(Block::panels).sum();
    }
}
