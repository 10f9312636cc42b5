package io.mscale.results.compare;

import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.PairwiseComparison.Design;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of one metric of a cell between two runs.
 *
 * @param base the median over the base's repeats
 * @param head the median over the head's repeats
 * @param comparison the comparison of head with base; a ratio above 1 means that the head takes more
 * @param noise the relative difference that counts as noise: the larger of the scatter of the repeats
 *     ({@link io.mscale.results.statistics.RatioNoise}) and the difference shown by a self-check of either run
 * @param noiseOfTwoLooks the same where a difference is measured again and must show both times
 * @param adjustedP the p-value, corrected for the number of cells
 * @param onDisturbedMachine whether so many repeats were measured on a disturbed machine that nothing can be decided
 * @param changedSeeds with how many seeds the two runs' errors are not the same; 0 for other metrics
 * @param medians the comparison of the repeats' medians where turns decide, which compare fast steps; null elsewhere
 */
public record MetricComparison(
        double base,
        double head,
        PairwiseComparison comparison,
        double noise,
        double noiseOfTwoLooks,
        double adjustedP,
        boolean onDisturbedMachine,
        int changedSeeds,
        @Nullable MetricComparison medians) {

    /** Whether chance has a part in it: errors that are the same with every seed need no test. */
    boolean isTested() {
        return comparison.design() != Design.SEEDS || changedSeeds > 0;
    }

    public Decision decision() {
        return decision(0);
    }

    /**
     * Returns the decision, treating differences up to a threshold as none.
     *
     * @param threshold a relative difference: 0.01 is one per cent
     */
    public Decision decision(double threshold) {
        return onDisturbedMachine ? Decision.CANNOT_DECIDE : comparison.decision(Math.max(threshold, noise), adjustedP);
    }

    /**
     * Returns whether the repeats' medians show a slowdown that the fast steps of turns do not: then perhaps only some of
     * the steps take longer.
     *
     * @param threshold a relative difference that counts as none
     */
    public boolean hasSlowerMedian(double threshold) {
        return medians != null
                && decision(threshold) != Decision.SLOWER
                && medians.decision(threshold) == Decision.SLOWER;
    }

    MetricComparison withAdjustedP(double newP) {
        return new MetricComparison(
                base, head, comparison, noise, noiseOfTwoLooks, newP, onDisturbedMachine, changedSeeds, medians);
    }

    /**
     * Returns this comparison with the noise of one of two measurements. Of pairs, p is not corrected: it would be too coarse,
     * and a difference must show twice.
     */
    MetricComparison ofTwoLooks() {
        return new MetricComparison(
                base,
                head,
                comparison,
                noiseOfTwoLooks,
                noiseOfTwoLooks,
                comparison.design() == Design.TURNS ? comparison.p() : adjustedP,
                onDisturbedMachine,
                changedSeeds,
                medians);
    }
}
