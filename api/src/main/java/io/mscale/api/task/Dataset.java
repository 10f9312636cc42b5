package io.mscale.api.task;

/** Samples of a target function, in double. Immutable: arrays are copied in and out. */
public final class Dataset {

    private final int inputs;
    private final int outputs;
    private final double[] x;
    private final double[] y;

    /**
     * A data set of {@code x.length / inputs} samples.
     *
     * @param inputs input dimensions, at least 1
     * @param outputs output dimensions, at least 1
     * @param x the points, row-major [samples x inputs]
     * @param y the targets, row-major [samples x outputs]
     * @throws IllegalArgumentException if the shapes do not fit, there is no sample, or a value is not finite
     */
    public Dataset(int inputs, int outputs, double[] x, double[] y) {
        if (inputs < 1 || outputs < 1 || x.length == 0 || x.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "x of length " + x.length + " does not hold samples of " + inputs + " inputs");
        }
        if ((long) y.length * inputs != (long) x.length * outputs) {
            throw new IllegalArgumentException("y has length " + y.length + "; " + x.length / inputs + " samples of "
                    + outputs + " outputs need " + (long) x.length / inputs * outputs);
        }
        this.inputs = inputs;
        this.outputs = outputs;
        this.x = requireFinite("x", x.clone());
        this.y = requireFinite("y", y.clone());
    }

    /** Input dimensions. */
    public int inputs() {
        return inputs;
    }

    /** Output dimensions. */
    public int outputs() {
        return outputs;
    }

    /** The number of samples. */
    public int size() {
        return x.length / inputs;
    }

    /** The points, row-major [samples x inputs]; a copy. */
    public double[] x() {
        return x.clone();
    }

    /** The targets, row-major [samples x outputs]; a copy. */
    public double[] y() {
        return y.clone();
    }

    private static double[] requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is not finite: " + values[i]);
            }
        }
        return values;
    }
}
