package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums over samples in single precision, with vectors running over samples, and similar loops. */
final class Float32Sums {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Kernels.WIDTH;
    private static final int STRIP = 3 * LANES;

    private Float32Sums() {}

    /*
     * No method is called on a vector that a loop carries over; it is only an argument. The JVM knows the exact class of a
     * vector just made, but that of one that comes out of a loop only after seeing enough of them; until then it makes
     * objects.
     */

    /** The largest |a|. Taken as bits, whatever is not a number is larger than any. */
    static float largest(float[] a, int from, int to) {
        IntVector largest = IntVector.zero(BITS);
        for (int i = from; i < to; i += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, a, i).reinterpretAsInts();
            largest = bits.and(Integer.MAX_VALUE).max(largest);
        }
        return Float.intBitsToFloat(IntVector.zero(BITS).max(largest).reduceLanes(VectorOperators.MAX));
    }

    /** Adds a[r] to all of row r of a panel. */
    static void addToRows(float[] a, int aFrom, int rows, float[] z, int zFrom) {
        int to = zFrom;
        for (int r = 0; r < rows; r++) {
            FloatVector addend = FloatVector.broadcast(SPECIES, a[aFrom + r]);
            for (int v = 0; v < STRIDE; v += STRIP) {
                FloatVector.fromArray(SPECIES, z, to).add(addend).intoArray(z, to);
                FloatVector.fromArray(SPECIES, z, to + LANES).add(addend).intoArray(z, to + LANES);
                FloatVector.fromArray(SPECIES, z, to + 2 * LANES).add(addend).intoArray(z, to + 2 * LANES);
                to += STRIP;
            }
        }
    }

    /** to[r] += the sum of row r of all panels. */
    static void addRows(float[] a, int aFrom, int aStride, int panels, int rows, float[] to, int toFrom) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < STRIDE; v += STRIP) {
                FloatVector sum = FloatVector.zero(SPECIES);
                int i = aFrom + r * STRIDE + v;
                for (int p = 0; p < panels; p++) {
                    sum = FloatVector.fromArray(SPECIES, a, i)
                            .add(FloatVector.fromArray(SPECIES, a, i + LANES))
                            .add(FloatVector.fromArray(SPECIES, a, i + 2 * LANES))
                            .add(sum);
                    i += aStride;
                }
                to[toFrom + r] += FloatVector.zero(SPECIES).add(sum).reduceLanes(VectorOperators.ADD);
            }
        }
    }

    /*
     * C += A B^T, the sum over all samples of all panels, by tiles of 4 x 2 elements of C:
     *
     *      panel 0         panel 1                      panel 0         panel 1
     *    +-----------+   +-----------+                +-----------+   +-----------+
     *  r | a a a a a |   | a a a a a |  ...         n | b b b b b |   | b b b b b |  ...
     *    | a a a a a |   | a a a a a |                | b b b b b |   | b b b b b |
     *    | a a a a a |   | a a a a a |                +-----------+   +-----------+
     *    | a a a a a |   | a a a a a |
     *    +-----------+   +-----------+
     *
     * Each element of C is a vector of partial sums while the samples run, and one number at the end: 8 multiply-adds for
     * 6 loads, and 8 reductions a tile. Rows of A come in fours and rows of B in twos: where there are fewer, those that
     * follow are read and their results written.
     */
    static void multiplyTransposed(
            float[] a, int aFrom, int aStride, float[] b, int panels, float[] c, int cFrom, int rows, int columns) {
        for (int r = 0; r < rows; r += 4) {
            for (int n = 0; n < columns; n += 2) {
                for (int v = 0; v < STRIDE; v += STRIP) {
                    int i = aFrom + r * STRIDE + v;
                    fourByTwo(a, i, aStride, b, n * STRIDE + v, panels, c, cFrom + r * STRIDE + n);
                }
            }
        }
    }

    private static void fourByTwo(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int panels, float[] c, int cFrom) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c20 = zero;
        FloatVector c21 = zero;
        FloatVector c30 = zero;
        FloatVector c31 = zero;
        int i = aFrom;
        int j = bFrom;
        for (int p = 0; p < panels; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + STRIDE);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, i);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, i + STRIDE);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, i + 2 * STRIDE);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, i + 3 * STRIDE);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            b0 = FloatVector.fromArray(SPECIES, b, j + LANES);
            b1 = FloatVector.fromArray(SPECIES, b, j + STRIDE + LANES);
            a0 = FloatVector.fromArray(SPECIES, a, i + LANES);
            a1 = FloatVector.fromArray(SPECIES, a, i + STRIDE + LANES);
            a2 = FloatVector.fromArray(SPECIES, a, i + 2 * STRIDE + LANES);
            a3 = FloatVector.fromArray(SPECIES, a, i + 3 * STRIDE + LANES);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            b0 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            b1 = FloatVector.fromArray(SPECIES, b, j + STRIDE + 2 * LANES);
            a0 = FloatVector.fromArray(SPECIES, a, i + 2 * LANES);
            a1 = FloatVector.fromArray(SPECIES, a, i + STRIDE + 2 * LANES);
            a2 = FloatVector.fromArray(SPECIES, a, i + 2 * STRIDE + 2 * LANES);
            a3 = FloatVector.fromArray(SPECIES, a, i + 3 * STRIDE + 2 * LANES);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            i += aStride;
            j += STRIDE * STRIDE;
        }
        c[cFrom] += zero.add(c00).reduceLanes(VectorOperators.ADD);
        c[cFrom + 1] += zero.add(c01).reduceLanes(VectorOperators.ADD);
        c[cFrom + STRIDE] += zero.add(c10).reduceLanes(VectorOperators.ADD);
        c[cFrom + STRIDE + 1] += zero.add(c11).reduceLanes(VectorOperators.ADD);
        c[cFrom + 2 * STRIDE] += zero.add(c20).reduceLanes(VectorOperators.ADD);
        c[cFrom + 2 * STRIDE + 1] += zero.add(c21).reduceLanes(VectorOperators.ADD);
        c[cFrom + 3 * STRIDE] += zero.add(c30).reduceLanes(VectorOperators.ADD);
        c[cFrom + 3 * STRIDE + 1] += zero.add(c31).reduceLanes(VectorOperators.ADD);
    }
}
