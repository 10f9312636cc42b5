package io.mscale.backend.simd.vector;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.backend.simd.AdamStep;
import io.mscale.backend.simd.Argument;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.Panels;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** {@link Kernels} in double precision. */
public final class Float64Kernels implements Kernels<double[]> {

    private static final int WIDTH = Panels.WIDTH;

    private final double[] zeros = new double[WIDTH];
    private final Map<Activation, Float64Activation> activations = new EnumMap<>(Activation.class);

    /** For ServiceLoader. */
    public Float64Kernels() {
        for (Activation activation : Activation.values()) {
            if (activation.parts().size() == 1) {
                activations.put(activation, Float64Activations.of(activation));
            }
        }
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public int vectorBits() {
        return Species.FLOAT64.vectorBitSize();
    }

    @Override
    public int machineBits() {
        return Species.MACHINE_BITS;
    }

    @Override
    public double[] zeros(int length) {
        return new double[length];
    }

    @Override
    public void set(double[] array, int index, double value) {
        array[index] = value;
    }

    @Override
    public double get(double[] array, int index) {
        return array[index];
    }

    @Override
    public void fill(double[] array, int from, int count, double value) {
        Arrays.fill(array, from, from + count, value);
    }

    @Override
    public void product(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset,
            int rows,
            int columns,
            int inner) {
        if (inner == 2) {
            Float64Product.multiplyTwo(a, aOffset, aStride, b, bOffset, c, cOffset, rows);
            return;
        }
        Float64Product.multiply(a, aOffset, aStride, b, bOffset, zeros, 0, 0, c, cOffset, rows, columns, inner);
    }

    @Override
    public void addProduct(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            double[] c,
            int cOffset,
            int rows,
            int columns,
            int inner) {
        Float64Product.multiply(a, aOffset, aStride, b, bOffset, c, cOffset, WIDTH, c, cOffset, rows, columns, inner);
    }

    @Override
    public Argument argument(Activation activation) {
        return loops(activation).argument();
    }

    @Override
    public void activate(Activation activation, double[] z, int from, int count, double bound) {
        loops(activation).value(z, from, from + count, bound);
    }

    @Override
    public void activate(Activation activation, double[] z, double[] g, int from, int count, double bound) {
        loops(activation).valueAndSlope(z, g, from, from + count, bound);
    }

    @Override
    public double largest(double[] a, int from, int count) {
        return Float64Sums.largest(a, from, from + count);
    }

    @Override
    public void scale(double[] a, int from, int count, double factor) {
        double f = factor;
        for (int i = from; i < from + count; i++) {
            a[i] *= f;
        }
    }

    @Override
    public void addToRows(double[] a, int aOffset, int rows, double[] z, int zOffset) {
        Float64Sums.addToRows(a, aOffset, rows, z, zOffset);
    }

    @Override
    public void gather(double[] from, int fromOffset, int[] indices, int first, int count, double[] to, int toOffset) {
        for (int s = 0; s < count; s++) {
            to[toOffset + s] = from[fromOffset + indices[first + s]];
        }
        Arrays.fill(to, toOffset + count, toOffset + WIDTH, 0);
    }

    @Override
    public double residual(
            double[] predictions, int offset, double[] targets, int targetsOffset, int valid, double factor) {
        double f = factor;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            double difference = predictions[offset + s] - targets[targetsOffset + s];
            sum += difference * difference;
            predictions[offset + s] = f * difference;
        }
        Arrays.fill(predictions, offset + valid, offset + WIDTH, 0);
        return sum;
    }

    @Override
    public void add(double[] a, double[] b, int from, int count) {
        for (int i = from; i < from + count; i++) {
            a[i] += b[i];
        }
    }

    @Override
    public void gatherRows(double[] from, int fromOffset, int[] rows, double[] to, int toOffset) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(from, fromOffset + rows[c] * WIDTH, to, toOffset + c * WIDTH, WIDTH);
        }
    }

    @Override
    public void scatterRows(double[] from, int fromOffset, double[] to, int toOffset, int[] rows) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(from, fromOffset + c * WIDTH, to, toOffset + rows[c] * WIDTH, WIDTH);
        }
    }

    @Override
    public void transpose(
            double[] from,
            int fromOffset,
            int rows,
            int columns,
            double[] to,
            int toOffset,
            int toStride,
            double factor) {
        double f = factor;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[toOffset + c * toStride + r] = f * from[fromOffset + r * WIDTH + c];
            }
        }
    }

    @Override
    public void addRowSums(double[] a, int aOffset, int aStride, int panels, int rows, double[] to, int toOffset) {
        Float64Sums.addRows(a, aOffset, aStride, panels, rows, to, toOffset);
    }

    @Override
    public void addTransposedProduct(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            int panels,
            double[] c,
            int cOffset,
            int rows,
            int columns) {
        Float64Sums.multiplyTransposed(a, aOffset, aStride, b, bOffset, bStride, panels, c, cOffset, rows, columns);
    }

    @Override
    public void adam(double[] p, double[] m, double[] v, double[] gradient, int from, int count, AdamStep step) {
        Float64Adam.update(p, m, v, gradient, from, from + count, step);
    }

    private Float64Activation loops(Activation activation) {
        Float64Activation loops = activations.get(activation);
        if (loops == null) {
            throw new IllegalArgumentException("no loops for " + activation);
        }
        return loops;
    }
}
