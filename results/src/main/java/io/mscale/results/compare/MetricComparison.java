package io.mscale.results.compare;

import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.PairwiseComparison.Design;
import io.mscale.results.statistics.PredictionInterval;
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
 * @param headError the standard error of the logarithm of the head's median over its repeats, where earlier runs may decide;
 *     0 elsewhere
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
        double headError,
        @Nullable MetricComparison medians) {

    private static final double SHOWN_CONFIDENCE = 0.95;

    /** One gate in a hundred, over all its cells. */
    private static final double FALSE_ALARMS = 0.01;

    /** Both looks share the level, so that this is not the root of the above. */
    private static final double FALSE_ALARMS_OF_TWO_LOOKS = 0.05;

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
        if (!isTested()) {
            return Decision.NO_DIFFERENCE;
        }
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

    /**
     * Returns the comparison of what the head measured with earlier runs instead of the base alone.
     *
     * @param runsAlike where the logarithm of one further run is to be expected if its repeats scatter as theirs do; they may
     *     scatter more
     * @param runs how many runs that comes from
     * @param cells over how many cells a false alarm should be rare
     * @param isDisturbed whether too few of the head's repeats were left undisturbed
     */
    MetricComparison ofRuns(PredictionInterval runsAlike, int runs, int cells, boolean isDisturbed) {
        PredictionInterval level = runsAlike.withFurtherError(headError);
        PairwiseComparison ofRuns =
                PairwiseComparison.ofRuns(head, comparison.forksA(), level.withConfidence(SHOWN_CONFIDENCE), runs);
        return new MetricComparison(
                Math.exp(level.centre()),
                head,
                ofRuns,
                noise(level, FALSE_ALARMS / cells),
                noise(level, FALSE_ALARMS_OF_TWO_LOOKS / cells),
                ofRuns.p(),
                isDisturbed,
                0,
                headError,
                null);
    }

    /** How far a run may be above others with that probability. */
    private static double noise(PredictionInterval level, double oneSided) {
        PredictionInterval wide = level.withConfidence(1 - 2 * oneSided);
        return Math.expm1(wide.upper() - wide.centre());
    }

    MetricComparison withAdjustedP(double newP) {
        return new MetricComparison(
                base,
                head,
                comparison,
                noise,
                noiseOfTwoLooks,
                newP,
                onDisturbedMachine,
                changedSeeds,
                headError,
                medians);
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
                headError,
                medians);
    }
}
