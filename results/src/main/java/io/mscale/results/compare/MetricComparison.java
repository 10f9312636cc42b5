package io.mscale.results.compare;

import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;

/**
 * A metric of a cell in two runs.
 *
 * @param base the median over the base's repeats
 * @param head the median over the head's repeats
 * @param comparison of the head with the base: a ratio above 1 is a head that takes more
 * @param noise the relative difference that means nothing: the larger of what the repeats scatter
 *     ({@link io.mscale.results.statistics.RatioNoise}) and what a self-check of either run showed between a cell and itself
 * @param noiseOfTwoLooks the same where what seems to differ is measured once more and must differ again
 * @param adjustedP the test's p, corrected for the number of cells
 */
public record MetricComparison(
        double base,
        double head,
        PairwiseComparison comparison,
        double noise,
        double noiseOfTwoLooks,
        double adjustedP) {

    /** What the comparison comes to, of the head. */
    public Decision decision() {
        return decision(0);
    }

    /**
     * The same if differences up to a threshold are of no interest.
     *
     * @param threshold a relative difference: 0.01 is one per cent
     */
    public Decision decision(double threshold) {
        return comparison.decision(Math.max(threshold, noise), adjustedP);
    }

    MetricComparison withAdjustedP(double newP) {
        return new MetricComparison(base, head, comparison, noise, noiseOfTwoLooks, newP);
    }

    /** As one of two looks. */
    MetricComparison ofTwoLooks() {
        return new MetricComparison(base, head, comparison, noiseOfTwoLooks, noiseOfTwoLooks, adjustedP);
    }
}
