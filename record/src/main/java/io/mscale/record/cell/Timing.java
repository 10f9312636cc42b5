package io.mscale.record.cell;

import io.mscale.record.mapping.IfAbsent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times. The clock runs during training steps only; warm-up, evaluations and waiting are excluded.
 *
 * @param startupSeconds from the launch of the worker until the model is ready for its first step; the parity
 *     check and the warm-up come later and are in none of these times
 * @param firstStepSeconds the very first step of the process, including the library's one-time work; null if
 *     unknown
 * @param steps counted steps
 * @param trainSeconds their duration
 * @param step distribution of single steps; null if steps were not timed or none was taken
 * @param gflops {@code flopsPerStep} over the median step
 * @param peakFraction {@code gflops} over the device's measured peak; null if the peak was not measured
 * @param timeToTarget when the test MSE reached the target for good; null if it was above it at the end
 * @param jmh JMH's measurements; null if JMH did not run
 * @param turns the turns in which the cell was trained, in order; empty if it was trained without a pause
 * @param disturbance what else the machine did meanwhile; null in records that predate the component
 */
public record Timing(
        @Nullable Double startupSeconds,
        @Nullable Double firstStepSeconds,
        int steps,
        double trainSeconds,
        CellRecord.@Nullable StepTime step,
        @Nullable Double stepsPerSecond,
        @Nullable Double gflops,
        @Nullable Double peakFraction,
        CellRecord.@Nullable TimeToTarget timeToTarget,
        CellRecord.@Nullable Jmh jmh,
        @IfAbsent("[]") List<Turn> turns,
        @Nullable Disturbance disturbance) {

    /** No step was timed. */
    public static final Timing NONE = new Timing(null, null, 0, 0, null, null, null, null, null, null);

    public Timing {
        turns = List.copyOf(turns);
    }

    /** Times of a training without a pause, of which nothing more is known. */
    public Timing(
            @Nullable Double startupSeconds,
            @Nullable Double firstStepSeconds,
            int steps,
            double trainSeconds,
            CellRecord.@Nullable StepTime step,
            @Nullable Double stepsPerSecond,
            @Nullable Double gflops,
            @Nullable Double peakFraction,
            CellRecord.@Nullable TimeToTarget timeToTarget,
            CellRecord.@Nullable Jmh jmh) {
        this(
                startupSeconds,
                firstStepSeconds,
                steps,
                trainSeconds,
                step,
                stepsPerSecond,
                gflops,
                peakFraction,
                timeToTarget,
                jmh,
                List.of(),
                null);
    }

    /**
     * A turn: training while the workers that the cell is compared with wait.
     *
     * @param number which of the worker's turns, from 1; turns of one number follow each other within seconds
     * @param steps the steps that count: all but the first after the wait
     * @param step the median of their times in seconds
     * @param fast the time in seconds that the fastest tenth of them took at most, which hardly feels what else the machine
     *     did; null in records of earlier versions
     * @param others the share of the processors' time that other processes took, from 0 to 1; null if unknown
     */
    public record Turn(
            int number,
            int steps,
            double step,
            @Nullable Double fast,
            @Nullable Double others) {}

    Timing with(CellRecord.@Nullable StepTime newStep, CellRecord.@Nullable Jmh newJmh, List<Turn> newTurns) {
        return with(newStep, newJmh, newTurns, disturbance);
    }

    /** The same with another disturbance. */
    public Timing with(@Nullable Disturbance newDisturbance) {
        return with(step, jmh, turns, newDisturbance);
    }

    private Timing with(
            CellRecord.@Nullable StepTime newStep,
            CellRecord.@Nullable Jmh newJmh,
            List<Turn> newTurns,
            @Nullable Disturbance newDisturbance) {
        return new Timing(
                startupSeconds,
                firstStepSeconds,
                steps,
                trainSeconds,
                newStep,
                stepsPerSecond,
                gflops,
                peakFraction,
                timeToTarget,
                newJmh,
                newTurns,
                newDisturbance);
    }
}
