package io.mscale.worker.bench;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.work.FlopCount;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long an iteration lasts by default: several operations of either benchmark, and never very short. */
final class IterationTime {

    /** Few machines and networks are slower; where one is, an iteration holds fewer operations, but one at least. */
    private static final double PESSIMISTIC_FLOPS_PER_SECOND = 20e9;

    private static final int OPERATIONS = 5;
    private static final double LEAST_SECONDS = 0.5;

    private IterationTime() {}

    /**
     * The time for a cell.
     *
     * @param stepSeconds a step's measured time, if the cell was trained before
     */
    static TimeValue of(CellSpec spec, OptionalDouble stepSeconds) {
        FlopCount flops = FlopCount.of(spec.modelSpec().network());
        double step = flops.perStep(spec.samplesPerStep());
        double prediction = (double) flops.forwardPerSample() * spec.training().testSize();
        double secondsPerStep = stepSeconds.orElse(step / PESSIMISTIC_FLOPS_PER_SECOND);
        double longest = secondsPerStep * Math.max(1, prediction / step);
        return TimeValue.milliseconds((long) Math.ceil(1e3 * Math.max(LEAST_SECONDS, OPERATIONS * longest)));
    }
}
