package io.mscale.record.run;

import io.mscale.record.cell.TaskSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a standard method, which trains nothing, makes of the samples that cells of the run were trained on. Null stands
 * for a number that could not be had or was not finite.
 *
 * @param task the task
 * @param taskSettings its options and files
 * @param seed the cells' seed
 * @param method what was done, such as {@code spline}
 * @param trainSize training samples
 * @param testSize test samples
 * @param testMse mean squared error over the test set
 * @param testRelativeL2 root of the sum of squared errors over the root of the sum of squared targets, test set
 * @param testMaxAbs largest absolute error, test set
 * @param psnr peak signal-to-noise ratio on the test set in decibels; null if the target is not an image or was fitted
 *     exactly
 * @param seconds setting the method up and evaluating it at the test points, once, in a JVM that was not warmed up
 * @param problem why there are no numbers; null if there are
 */
public record Yardstick(
        String task,
        TaskSettings taskSettings,
        long seed,
        String method,
        int trainSize,
        int testSize,
        @Nullable Double testMse,
        @Nullable Double testRelativeL2,
        @Nullable Double testMaxAbs,
        @Nullable Double psnr,
        @Nullable Double seconds,
        @Nullable String problem) {

    /** What the name of a method begins with that solves an equation; a comma and its grid follow. */
    public static final String FINITE_DIFFERENCES = "finite differences";

    /** Whether it solved an equation: on a grid that is as fine as the best network of a run made it. */
    public boolean isOfAnEquation() {
        return method.startsWith(FINITE_DIFFERENCES);
    }

    /** The method without what differs from run to run, which is the grid. */
    public String kind() {
        return isOfAnEquation() ? FINITE_DIFFERENCES : method;
    }

    /** Whether this is of the same samples as another. */
    public boolean isOfTheSameSamples(Yardstick other) {
        return task.equals(other.task)
                && taskSettings.content().equals(other.taskSettings.content())
                && seed == other.seed
                && trainSize == other.trainSize
                && testSize == other.testSize;
    }
}
