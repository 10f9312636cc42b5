package io.mscale.reference;

import io.mscale.api.Precision;
import io.mscale.api.task.Dataset;

/**
 * What a model of some precision makes of float64 numbers. A comparison starts from numbers that both sides hold
 * exactly: parameters and data are rounded to the model's precision first, and the reference gets the rounded ones.
 * Otherwise a scale of some hundreds turns the rounding of x, which is no fault of the backend, into the largest
 * difference of all.
 */
public final class Rounding {

    private Rounding() {}

    /** The nearest number that the precision can hold. */
    public static double round(Precision precision, double value) {
        return switch (precision) {
            case FLOAT32 -> (float) value;
            case FLOAT64 -> value;
        };
    }

    /** The nearest numbers that the precision can hold, in a new array. */
    public static double[] round(Precision precision, double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = round(precision, values[i]);
        }
        return rounded;
    }

    /** The same samples, rounded. */
    public static Dataset round(Precision precision, Dataset data) {
        return new Dataset(data.inputs(), data.outputs(), round(precision, data.x()), round(precision, data.y()));
    }
}
