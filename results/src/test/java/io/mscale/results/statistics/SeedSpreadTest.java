package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedSpreadTest {

    @Test
    void of_fiveSeeds_hasTheirRange() {
        assertThat(SeedSpread.of(new double[] {3, 1, 2, 9, 4})).isEqualTo(new SeedSpread(5, 3, 1, 9, false));
    }

    @Test
    void of_nineSeeds_hasTheIntervalOfTheMedian() {
        assertThat(SeedSpread.of(new double[] {9, 8, 7, 6, 5, 4, 3, 2, 1})).isEqualTo(new SeedSpread(9, 5, 2, 8, true));
    }

    @Test
    void overlaps_touchingRanges_overlap() {
        SeedSpread low = SeedSpread.of(new double[] {1, 2});

        assertThat(low.overlaps(SeedSpread.of(new double[] {2, 3}))).isTrue();
        assertThat(low.overlaps(SeedSpread.of(new double[] {2.1, 3}))).isFalse();
        assertThat(low.isBelow(SeedSpread.of(new double[] {2.1, 3}))).isTrue();
    }
}
