package io.mscale.worker.bench;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.work.FlopCount;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.options.TimeValue;

/** The default duration of a JMH iteration: long enough for several operations of either benchmark. */
final class IterationTime {

    /** Few machines reach less on any network; on those an iteration contains fewer operations, but at least one. */
    private static final double PESSIMISTIC_FLOPS_PER_SECOND = 20e9;

    /** Averages over several operations at a total time that stays bearable for slow networks. */
    private static final int OPERATIONS = 5;
    /** Half a second keeps timer and scheduler effects small, and the 8 iterations of both benchmarks within 8 s. */
    private static final double LEAST_SECONDS = 0.5;

    private IterationTime() {}

    /**
     * Returns the iteration time for a cell.
     *
     * @param stepSeconds the measured step time, if the cell was trained before
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
