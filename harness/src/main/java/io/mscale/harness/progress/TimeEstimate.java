package io.mscale.harness.progress;

import io.mscale.api.Device;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.work.FlopCount;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.Optional;

/**
 * Estimates a plan's duration before it runs: its matrix products at 5% to 60% of the machine's measured peak, the
 * range libraries reach, plus a few seconds per cell for start, parity check and warm-up.
 */
final class TimeEstimate {

    private static final double SLOWEST = 0.05;
    private static final double FASTEST = 0.6;
    private static final double SHORTEST_START = 2;
    private static final double LONGEST_START = 5;

    private TimeEstimate() {}

    /** The estimate in words, as in {@code 2.1 min to 14.2 min}; empty if the peak is unknown, or on a GPU. */
    static Optional<String> of(List<CellSpec> cells) {
        double least = 0;
        double most = 0;
        for (CellSpec cell : cells) {
            Double peak = cell.measurement().peakGflops();
            // Small networks leave a GPU waiting for launches, so its peak does not predict their times.
            if (peak == null || cell.device().kind() == Device.Kind.GPU) {
                return Optional.empty();
            }
            double flops = FlopCount.of(cell.modelSpec().network()).perStep(cell.samplesPerStep())
                    * cell.training().steps();
            Double limit = cell.measurement().timeLimitSeconds();
            double longest = limit == null ? Double.POSITIVE_INFINITY : limit;
            least += Math.min(longest, flops / (FASTEST * peak * 1e9)) + SHORTEST_START;
            most += Math.min(longest, flops / (SLOWEST * peak * 1e9)) + LONGEST_START;
        }
        return Optional.of(Formats.duration(least) + " to " + Formats.duration(most));
    }
}
