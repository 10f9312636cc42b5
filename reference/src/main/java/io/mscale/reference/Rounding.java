package io.mscale.reference;

import io.mscale.api.Precision;
import io.mscale.api.task.Dataset;
import java.util.Arrays;

/**
 * Rounds float64 numbers to a model's precision. A comparison must start from numbers that both sides represent
 * exactly, so parameters and data are rounded first and the reference gets the rounded values. Otherwise a scale of
 * some hundreds would magnify the rounding of x, which is not the backend's fault, into the largest difference of
 * all.
 */
public final class Rounding {

    private Rounding() {}

    /** The nearest number representable in the precision. */
    private static double round(Precision precision, double value) {
        return switch (precision) {
            case FLOAT32 -> (float) value;
            case FLOAT64 -> value;
        };
    }

    /** The nearest numbers representable in the precision, in a new array. */
    public static double[] round(Precision precision, double[] values) {
        return Arrays.stream(values).map(value -> round(precision, value)).toArray();
    }

    /** The samples, rounded. */
    public static Dataset round(Precision precision, Dataset data) {
        return new Dataset(
                data.inputs(), data.outputs(), round(precision, data.x()), round(precision, data.y()), data.parts());
    }
}
