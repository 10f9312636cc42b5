package io.mscale.record.cell;

import org.jspecify.annotations.Nullable;

/**
 * What a step costs that needs no clock, the mean over further steps taken after the training, so that nothing that is timed
 * is counted too.
 *
 * @param steps over how many steps; 0 if nothing was counted
 * @param instructions the processor's instructions outside the system's kernel, of all threads but the just-in-time
 *     compiler's and the garbage collector's; null if they could not be counted
 * @param allocatedBytes Java objects that all threads together allocate, in bytes; null if the Java runtime does not tell, or
 *     threads have ended meanwhile
 * @param problem why there are no instructions; null if there are
 */
public record StepCounts(
        int steps,
        @Nullable Double instructions,
        @Nullable Double allocatedBytes,
        @Nullable String problem) {

    /** Nothing was counted. */
    public static StepCounts none(String problem) {
        return new StepCounts(0, null, null, problem);
    }
}
