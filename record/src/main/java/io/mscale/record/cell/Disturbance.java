package io.mscale.record.cell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else the machine did while a cell was trained.
 *
 * @param canary the readings of the canary, in order
 * @param othersShare the share of the processors' time that other processes took during the training, from 0 to 1; null
 *     if unknown
 */
public record Disturbance(
        List<CanaryReading> canary, @Nullable Double othersShare) {

    public Disturbance {
        canary = List.copyOf(canary);
    }

    /**
     * A run of a fixed small piece of work on all of the training's threads, while the training's clock stands.
     *
     * @param seconds training time before it
     * @param rate 1e9 operations per second of all threads together
     */
    public record CanaryReading(double seconds, double rate) {}
}
