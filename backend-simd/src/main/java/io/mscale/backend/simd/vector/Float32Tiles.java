package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link Float32Product} for what is too small for its large one, with 32 vector registers, and the product
 * with a transposed matrix, in single precision.
 */
final class Float32Tiles {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Kernels.WIDTH;
    private static final int STRIP = 3 * LANES;

    private Float32Tiles() {}

    /** 4 rows x 3 vectors. */
    static void fourRows(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s + STRIDE + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s + STRIDE + 2 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE + 2 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE + 2 * LANES);
        int i = aFrom;
        int j = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            i += aStride;
            j += STRIDE;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + LANES);
        c02.intoArray(c, cFrom + 2 * LANES);
        c10.intoArray(c, cFrom + STRIDE);
        c11.intoArray(c, cFrom + STRIDE + LANES);
        c12.intoArray(c, cFrom + STRIDE + 2 * LANES);
        c20.intoArray(c, cFrom + 2 * STRIDE);
        c21.intoArray(c, cFrom + 2 * STRIDE + LANES);
        c22.intoArray(c, cFrom + 2 * STRIDE + 2 * LANES);
        c30.intoArray(c, cFrom + 3 * STRIDE);
        c31.intoArray(c, cFrom + 3 * STRIDE + LANES);
        c32.intoArray(c, cFrom + 3 * STRIDE + 2 * LANES);
    }

    /**
     * 2 rows x 3 vectors. So few sums would wait for each other: those of odd k are kept apart.
     */
    static void twoRows(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s + STRIDE + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s + STRIDE + 2 * LANES);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector d00 = zero;
        FloatVector d01 = zero;
        FloatVector d02 = zero;
        FloatVector d10 = zero;
        FloatVector d11 = zero;
        FloatVector d12 = zero;
        int i = aFrom;
        int j = bFrom;
        for (int k = 1; k < inner; k += 2) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            b0 = FloatVector.fromArray(SPECIES, b, j + STRIDE);
            b1 = FloatVector.fromArray(SPECIES, b, j + STRIDE + LANES);
            b2 = FloatVector.fromArray(SPECIES, b, j + STRIDE + 2 * LANES);
            a0 = FloatVector.broadcast(SPECIES, a[i + aStride]);
            d00 = a0.fma(b0, d00);
            d01 = a0.fma(b1, d01);
            d02 = a0.fma(b2, d02);
            a1 = FloatVector.broadcast(SPECIES, a[i + aStride + 1]);
            d10 = a1.fma(b0, d10);
            d11 = a1.fma(b1, d11);
            d12 = a1.fma(b2, d12);
            i += 2 * aStride;
            j += 2 * STRIDE;
        }
        zero.add(c00).add(d00).intoArray(c, cFrom);
        zero.add(c01).add(d01).intoArray(c, cFrom + LANES);
        zero.add(c02).add(d02).intoArray(c, cFrom + 2 * LANES);
        zero.add(c10).add(d10).intoArray(c, cFrom + STRIDE);
        zero.add(c11).add(d11).intoArray(c, cFrom + STRIDE + LANES);
        zero.add(c12).add(d12).intoArray(c, cFrom + STRIDE + 2 * LANES);
        if (inner % 2 != 0) {
            addTerm(a, i, b, j, c, cFrom);
        }
    }

    /** Adds one term to 2 rows of a strip. */
    static void addTerm(float[] a, int aFrom, float[] b, int bFrom, float[] c, int cFrom) {
        for (int v = 0; v < Species.TILE_VECTORS * LANES; v += LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bFrom + v);
            int to = cFrom + v;
            FloatVector c0 = FloatVector.fromArray(SPECIES, c, to);
            FloatVector.broadcast(SPECIES, a[aFrom]).fma(b0, c0).intoArray(c, to);
            FloatVector c1 = FloatVector.fromArray(SPECIES, c, to + STRIDE);
            FloatVector.broadcast(SPECIES, a[aFrom + 1]).fma(b0, c1).intoArray(c, to + STRIDE);
        }
    }

    /** 6 rows x 1 vector. */
    static void sixRowsNarrow(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE);
        FloatVector c4 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE);
        FloatVector c5 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE);
        int i = aFrom;
        int j = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            c0 = FloatVector.broadcast(SPECIES, a[i]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[i + 1]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[i + 2]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[i + 3]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[i + 4]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[i + 5]).fma(b0, c5);
            i += aStride;
            j += STRIDE;
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + STRIDE);
        c2.intoArray(c, cFrom + 2 * STRIDE);
        c3.intoArray(c, cFrom + 3 * STRIDE);
        c4.intoArray(c, cFrom + 4 * STRIDE);
        c5.intoArray(c, cFrom + 5 * STRIDE);
    }

    /** Rows one by one, 3 vectors each, for an inner index of 2: the two rows of B stay in registers, and C starts from 0. */
    static void twoTerms(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] c, int cFrom, int rows, int columns) {
        for (int v = 0; v < columns; v += STRIP) {
            twoTerms(a, aFrom, aStride, b, bFrom + v, c, cFrom + v, rows);
        }
    }

    private static void twoTerms(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] c, int cFrom, int rows) {
        FloatVector b00 = FloatVector.fromArray(SPECIES, b, bFrom);
        FloatVector b01 = FloatVector.fromArray(SPECIES, b, bFrom + LANES);
        FloatVector b02 = FloatVector.fromArray(SPECIES, b, bFrom + 2 * LANES);
        FloatVector b10 = FloatVector.fromArray(SPECIES, b, bFrom + STRIDE);
        FloatVector b11 = FloatVector.fromArray(SPECIES, b, bFrom + STRIDE + LANES);
        FloatVector b12 = FloatVector.fromArray(SPECIES, b, bFrom + STRIDE + 2 * LANES);
        int to = cFrom;
        for (int r = 0; r < rows; r++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aFrom + r]);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aFrom + aStride + r]);
            a0.fma(b00, a1.mul(b10)).intoArray(c, to);
            a0.fma(b01, a1.mul(b11)).intoArray(c, to + LANES);
            a0.fma(b02, a1.mul(b12)).intoArray(c, to + 2 * LANES);
            to += STRIDE;
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
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int panels,
            float[] c,
            int cFrom,
            int rows,
            int columns) {
        for (int r = 0; r < rows; r += 4) {
            for (int n = 0; n < columns; n += 2) {
                for (int v = 0; v < STRIDE; v += STRIP) {
                    int i = aFrom + r * STRIDE + v;
                    fourByTwo(a, i, aStride, b, bFrom + n * STRIDE + v, panels, c, cFrom + r * STRIDE + n);
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
