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

/** {@link Kernels} in single precision. */
public final class Float32Kernels implements Kernels<float[]> {

    private static final int WIDTH = Panels.WIDTH;

    private final float[] zeros = new float[WIDTH];
    private final Map<Activation, Float32Activation> activations = new EnumMap<>(Activation.class);

    /** For ServiceLoader. */
    public Float32Kernels() {
        for (Activation activation : Activation.values()) {
            if (activation.parts().size() == 1) {
                activations.put(activation, Float32Activations.of(activation));
            }
        }
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public int vectorBits() {
        return Species.FLOAT32.vectorBitSize();
    }

    @Override
    public int machineBits() {
        return Species.MACHINE_BITS;
    }

    @Override
    public float[] zeros(int length) {
        return new float[length];
    }

    @Override
    public void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }

    @Override
    public double get(float[] array, int index) {
        return array[index];
    }

    @Override
    public void fill(float[] array, int from, int count, double value) {
        Arrays.fill(array, from, from + count, (float) value);
    }

    @Override
    public void product(
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] c,
            int cOffset,
            int rows,
            int columns,
            int inner) {
        if (inner == 2) {
            Float32Product.multiplyTwo(a, aOffset, aStride, b, bOffset, c, cOffset, rows);
            return;
        }
        Float32Product.multiply(a, aOffset, aStride, b, bOffset, zeros, 0, 0, c, cOffset, rows, columns, inner);
    }

    @Override
    public void addProduct(
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] c,
            int cOffset,
            int rows,
            int columns,
            int inner) {
        Float32Product.multiply(a, aOffset, aStride, b, bOffset, c, cOffset, WIDTH, c, cOffset, rows, columns, inner);
    }

    @Override
    public Argument argument(Activation activation) {
        return loops(activation).argument();
    }

    @Override
    public void activate(Activation activation, float[] z, int from, int count, double bound) {
        loops(activation).value(z, from, from + count, bound);
    }

    @Override
    public void activate(Activation activation, float[] z, float[] g, int from, int count, double bound) {
        loops(activation).valueAndSlope(z, g, from, from + count, bound);
    }

    @Override
    public double largest(float[] a, int from, int count) {
        return Float32Sums.largest(a, from, from + count);
    }

    @Override
    public void scale(float[] a, int from, int count, double factor) {
        float f = (float) factor;
        for (int i = from; i < from + count; i++) {
            a[i] *= f;
        }
    }

    @Override
    public void addToRows(float[] a, int aOffset, int rows, float[] z, int zOffset) {
        Float32Sums.addToRows(a, aOffset, rows, z, zOffset);
    }

    @Override
    public void gather(float[] from, int fromOffset, int[] indices, int first, int count, float[] to, int toOffset) {
        for (int s = 0; s < count; s++) {
            to[toOffset + s] = from[fromOffset + indices[first + s]];
        }
        Arrays.fill(to, toOffset + count, toOffset + WIDTH, 0);
    }

    @Override
    public double residual(
            float[] predictions, int offset, float[] targets, int targetsOffset, int valid, double factor) {
        float f = (float) factor;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            float difference = predictions[offset + s] - targets[targetsOffset + s];
            sum += (double) difference * difference;
            predictions[offset + s] = f * difference;
        }
        Arrays.fill(predictions, offset + valid, offset + WIDTH, 0);
        return sum;
    }

    @Override
    public void add(float[] a, float[] b, int from, int count) {
        for (int i = from; i < from + count; i++) {
            a[i] += b[i];
        }
    }

    @Override
    public void gatherRows(float[] from, int fromOffset, int[] rows, float[] to, int toOffset) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(from, fromOffset + rows[c] * WIDTH, to, toOffset + c * WIDTH, WIDTH);
        }
    }

    @Override
    public void scatterRows(float[] from, int fromOffset, float[] to, int toOffset, int[] rows) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(from, fromOffset + c * WIDTH, to, toOffset + rows[c] * WIDTH, WIDTH);
        }
    }

    @Override
    public void transpose(
            float[] from,
            int fromOffset,
            int rows,
            int columns,
            float[] to,
            int toOffset,
            int toStride,
            double factor) {
        float f = (float) factor;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[toOffset + c * toStride + r] = f * from[fromOffset + r * WIDTH + c];
            }
        }
    }

    @Override
    public void addRowSums(float[] a, int aOffset, int aStride, int panels, int rows, float[] to, int toOffset) {
        Float32Sums.addRows(a, aOffset, aStride, panels, rows, to, toOffset);
    }

    @Override
    public void addTransposedProduct(
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            int panels,
            float[] c,
            int cOffset,
            int rows,
            int columns) {
        Float32Sums.multiplyTransposed(a, aOffset, aStride, b, bOffset, bStride, panels, c, cOffset, rows, columns);
    }

    @Override
    public void adam(float[] p, float[] m, float[] v, float[] gradient, int from, int count, AdamStep step) {
        Float32Adam.update(p, m, v, gradient, from, from + count, step);
    }

    private Float32Activation loops(Activation activation) {
        Float32Activation loops = activations.get(activation);
        if (loops == null) {
            throw new IllegalArgumentException("no loops for " + activation);
        }
        return loops;
    }
}
