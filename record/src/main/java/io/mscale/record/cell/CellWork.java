package io.mscale.record.cell;

import io.mscale.record.mapping.IfAbsent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell computes.
 *
 * @param parameters trainable parameters, of all planned rounds' networks together, whether or not they are in the result
 * @param flopsPerStep floating-point operations of the matrix products of one step
 * @param bytesPerStep lower bound on the memory traffic of one step; null in records that predate the component
 * @param trainedRounds the rounds that were begun; empty if one network takes all steps
 * @param bitReproducible whether the backend promises the same bits for the same seed and number of threads; null if it was
 *     not asked, and in records that predate the component
 * @param counts instructions and allocations of a step; null if they were not to be counted
 */
public record CellWork(
        int parameters,
        double flopsPerStep,
        @Nullable Double bytesPerStep,
        @IfAbsent("[]") List<TrainedRound> trainedRounds,
        @Nullable Boolean bitReproducible,
        @Nullable StepCounts counts) {

    public CellWork {
        trainedRounds = List.copyOf(trainedRounds);
    }

    /** What a cell computes whose steps one network takes, by a backend that was not asked what it promises. */
    public CellWork(int parameters, double flopsPerStep, @Nullable Double bytesPerStep) {
        this(parameters, flopsPerStep, bytesPerStep, List.of(), null, null);
    }
}
