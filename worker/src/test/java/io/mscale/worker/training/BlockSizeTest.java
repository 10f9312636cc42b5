package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockSizeTest {

    private static int sizeAt(int totalSteps, double secondsPerStep) {
        return new BlockSize(totalSteps).next(100, 100 * secondsPerStep);
    }

    @Test
    void next_firstSteps_areTakenOneByOne() {
        BlockSize blocks = new BlockSize(1_000_000);
        assertThat(blocks.next(0, 0)).isEqualTo(1);
        assertThat(blocks.next(49, 49e-6)).isEqualTo(1);
        assertThat(blocks.next(50, 50e-6)).isGreaterThan(1);
    }

    @Test
    void next_shortSteps_fillTheShortestBlock() {
        assertThat(sizeAt(1000, 1e-3)).isBetween(10, 11);
        assertThat(sizeAt(1000, 1e-5)).isBetween(1000, 1001);
    }

    @Test
    void next_manySteps_makeFewSamples() {
        assertThat(sizeAt(50_000, 0.01)).isEqualTo(25);
    }

    @Test
    void next_manyLongSteps_keepBlocksShort() {
        assertThat(sizeAt(1_000_000, 0.01)).isBetween(50, 51);
        assertThat(sizeAt(1_000_000, 1.5)).isEqualTo(1);
    }

    @Test
    void next_stepsTooShortForTheClock_staysFinite() {
        assertThat(sizeAt(Integer.MAX_VALUE, 0)).isPositive();
    }
}
