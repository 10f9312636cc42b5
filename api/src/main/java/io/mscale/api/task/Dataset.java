package io.mscale.api.task;

import java.util.List;

/**
 * Samples of a target function, in double; or points and whatever else the {@link io.mscale.api.training.Loss} wants to be
 * told in the columns of the targets. Immutable: arrays are copied in and out.
 *
 * <p>It may have several parts, such as points inside a domain and points on its boundary, one behind the other. Every
 * mini-batch then holds as large a share of each part as the whole set does.
 */
public final class Dataset {

    private final int inputs;
    private final int outputs;
    private final double[] x;
    private final double[] y;
    private final List<Integer> parts;

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
        this(inputs, outputs, x, y, List.of(x.length / Math.max(1, inputs)));
    }

    /**
     * A data set of several parts.
     *
     * @param parts the samples of each part, at least 1, in order
     * @throws IllegalArgumentException also if the parts are not all samples together
     */
    public Dataset(int inputs, int outputs, double[] x, double[] y, List<Integer> parts) {
        if (inputs < 1 || outputs < 1 || x.length == 0 || x.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "x of length " + x.length + " does not hold samples of " + inputs + " inputs");
        }
        if ((long) y.length * inputs != (long) x.length * outputs) {
            throw new IllegalArgumentException("y has length " + y.length + "; " + x.length / inputs + " samples of "
                    + outputs + " outputs need " + (long) x.length / inputs * outputs);
        }
        int samples = parts.stream().mapToInt(Integer::intValue).sum();
        if (samples != x.length / inputs || parts.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("parts of " + parts + " samples do not make " + x.length / inputs);
        }
        this.inputs = inputs;
        this.outputs = outputs;
        this.parts = List.copyOf(parts);
        this.x = requireFinite("x", x.clone());
        this.y = requireFinite("y", y.clone());
    }

    /** Input dimensions. */
    public int inputs() {
        return inputs;
    }

    /** Output dimensions, or columns of the targets. */
    public int outputs() {
        return outputs;
    }

    /** The number of samples. */
    public int size() {
        return x.length / inputs;
    }

    /** The samples of each part, in order; one part unless the data says otherwise. */
    public List<Integer> parts() {
        return parts;
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
