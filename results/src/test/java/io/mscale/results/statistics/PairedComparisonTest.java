package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    private static final double[] FIVE = {1, 2, 3, 4, 5};

    @Test
    void of_fiveSeedsThatDoNotOverlap_differ() {
        PairedComparison comparison = PairedComparison.of(FIVE, new double[] {10, 20, 30, 40, 50});

        // 2 of the 252 orders of 5 and 5 values are as extreme, and the smaller of two p counts twice.
        assertThat(comparison.p()).isCloseTo(2 * 2.0 / 252, within(1e-12));
        assertThat(comparison.ratio()).isCloseTo(0.1, within(1e-12));
        assertThat(comparison.lower()).isEqualTo(5);
        assertThat(comparison.isDifferent(comparison.p())).isTrue();
    }

    @Test
    void of_fourSeeds_areTooFew() {
        PairedComparison comparison = PairedComparison.of(new double[] {1, 2, 3, 4}, new double[] {10, 20, 30, 40});

        assertThat(comparison.isDecidable()).isFalse();
        assertThat(comparison.isDifferent(comparison.p())).isFalse();
    }

    @Test
    void of_smallDifferenceThatEverySeedShows_isFound() {
        double[] a = {1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7};
        double[] b = {1.2, 11, 130, 1150, 1.32e4, 1.25e5, 1.4e6, 1.17e7};

        // 2 of the 256 signs of 8 differences are as extreme.
        assertThat(PairedComparison.of(a, b).p()).isCloseTo(2 * 2.0 / 256, within(1e-12));
    }

    @Test
    void of_swapped_isTheMirrorImage() {
        double[] other = {2, 1, 7, 3, 9};
        PairedComparison comparison = PairedComparison.of(FIVE, other);
        PairedComparison swapped = PairedComparison.of(other, FIVE);

        assertThat(swapped.p()).isEqualTo(comparison.p());
        assertThat(swapped.ratio()).isCloseTo(1 / comparison.ratio(), within(1e-12));
        assertThat(swapped.lower()).isEqualTo(comparison.higher());
    }

    @Test
    void of_equalValues_areNoDifference() {
        PairedComparison comparison = PairedComparison.of(FIVE, FIVE);

        assertThat(comparison.p()).isEqualTo(1);
        assertThat(comparison.ratio()).isEqualTo(1);
    }

    @Test
    void of_zeroAndInfinity_countByTheirRank() {
        double inf = Double.POSITIVE_INFINITY;

        assertThat(PairedComparison.of(new double[] {0, 0, 0, 0, 0}, FIVE).lower())
                .isEqualTo(5);
        assertThat(PairedComparison.of(FIVE, new double[] {inf, inf, inf, inf, inf})
                        .isDifferent(0.016))
                .isTrue();
    }

    @Test
    void of_seedsOfOneSideOnly_areLeftOut() {
        Map<Long, Double> a = Map.of(1L, 0.1, 2L, 0.2, 3L, 0.3);

        assertThat(PairedComparison.of(a, Map.of(2L, 0.4, 3L, 0.6, 4L, 9.0))).hasValueSatisfying(comparison -> {
            assertThat(comparison.seeds()).isEqualTo(2);
            assertThat(comparison.ratio()).isCloseTo(0.5, within(1e-12));
        });
        assertThat(PairedComparison.of(a, Map.of(5L, 0.4))).isEmpty();
    }

    @Test
    void of_noPairs_isRefused() {
        assertThatThrownBy(() -> PairedComparison.of(FIVE, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedComparison.of(new double[] {-1}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The level holds also where the seeds move both values together. */
    @Test
    void p_noDifference_isSmallInAtMostOneOf20() {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        for (int trial = 0; trial < 2000; trial++) {
            int seeds = 5 + trial % 4;
            double common = trial % 2;
            double[] a = new double[seeds];
            double[] b = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                double seed = 3 * common * random.nextDouble();
                a[i] = Math.exp(seed + random.nextDouble());
                b[i] = Math.exp(seed + random.nextDouble());
            }
            PairedComparison comparison = PairedComparison.of(a, b);
            alarms += comparison.isDifferent(comparison.p()) ? 1 : 0;
        }
        assertThat(alarms).isLessThan(100);
    }
}
