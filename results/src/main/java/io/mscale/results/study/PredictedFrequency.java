package io.mscale.results.study;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.KernelRate;
import io.mscale.results.study.OverSeeds.Range;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * When a cell learned a frequency, and how fast the tangent kernel at its initial parameters said that it would.
 *
 * @param k the angular frequency, above 0
 * @param rate as in {@link KernelRate}, above 0; of the slowest part of the domain if several have the frequency
 * @param step the step from which on half of it is learned; if it is not learned, the last step
 * @param isLearned whether half of it is learned at the end
 */
public record PredictedFrequency(double k, double rate, double step, boolean isLearned) {

    /** The frequencies of a cell that have both, ascending; none if the kernel was not computed. */
    public static List<PredictedFrequency> of(CellRecord cell) {
        return TrainedForm.frequencies(cell).stream().flatMap(k -> of(cell, k)).toList();
    }

    private static Stream<PredictedFrequency> of(CellRecord cell, double k) {
        OptionalDouble rate = cell.kernel().stream()
                .filter(each -> each.k() == k && each.rate() > 0)
                .mapToDouble(KernelRate::rate)
                .min();
        if (rate.isEmpty()) {
            return Stream.empty();
        }
        Range steps = TrainedForm.stepsToFrequency(cell, k);
        return Stream.of(
                new PredictedFrequency(k, rate.getAsDouble(), steps.lower(), !Double.isInfinite(steps.upper())));
    }

    /** The step for a ranking: frequencies that are not learned share the last rank. */
    double rankedStep() {
        return isLearned ? step : Double.POSITIVE_INFINITY;
    }
}
