package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Panels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums over samples in double precision, where vectors run over samples; and their like. */
final class Float64Sums {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final VectorSpecies<Long> BITS = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Panels.WIDTH;
    private static final int STRIP = 3 * LANES;

    private Float64Sums() {}

    /*
     * What a loop carries over is never asked itself, only handed on: of a vector that was just made the JVM knows the exact
     * class, of one that comes out of a loop only once it has seen enough of them, and without it makes objects.
     */

    /** The largest |a|. Taken as bits, whatever is not a number is larger than any. */
    static double largest(double[] a, int from, int to) {
        LongVector largest = LongVector.zero(BITS);
        for (int i = from; i < to; i += LANES) {
            LongVector bits = DoubleVector.fromArray(SPECIES, a, i).reinterpretAsLongs();
            largest = bits.and(Long.MAX_VALUE).max(largest);
        }
        return Double.longBitsToDouble(LongVector.zero(BITS).max(largest).reduceLanes(VectorOperators.MAX));
    }

    /** Adds a[r] to all of row r of a panel. */
    static void addToRows(double[] a, int aOffset, int rows, double[] z, int zOffset) {
        int to = zOffset;
        for (int r = 0; r < rows; r++) {
            DoubleVector addend = DoubleVector.broadcast(SPECIES, a[aOffset + r]);
            for (int v = 0; v < STRIDE; v += STRIP) {
                DoubleVector.fromArray(SPECIES, z, to).add(addend).intoArray(z, to);
                DoubleVector.fromArray(SPECIES, z, to + LANES).add(addend).intoArray(z, to + LANES);
                DoubleVector.fromArray(SPECIES, z, to + 2 * LANES).add(addend).intoArray(z, to + 2 * LANES);
                to += STRIP;
            }
        }
    }

    /** Adds to to[r] the sum of row r of all panels. */
    static void addRows(double[] a, int aOffset, int aStride, int panels, int rows, double[] to, int toOffset) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < STRIDE; v += STRIP) {
                to[toOffset + r] += rowSum(a, aOffset + r * STRIDE + v, aStride, panels);
            }
        }
    }

    private static double rowSum(double[] a, int aOffset, int aStride, int panels) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        int i = aOffset;
        for (int p = 0; p < panels; p++) {
            sum = DoubleVector.fromArray(SPECIES, a, i)
                    .add(DoubleVector.fromArray(SPECIES, a, i + LANES))
                    .add(DoubleVector.fromArray(SPECIES, a, i + 2 * LANES))
                    .add(sum);
            i += aStride;
        }
        return DoubleVector.zero(SPECIES).add(sum).reduceLanes(VectorOperators.ADD);
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
     * 6 loads, and 8 reductions a tile. Rows of A come in fours and rows of B in twos: where there are fewer, what lies
     * behind them is read, and what it makes written.
     */
    static void multiplyTransposed(
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
        for (int r = 0; r < rows; r += 4) {
            for (int n = 0; n < columns; n += 2) {
                for (int v = 0; v < STRIDE; v += STRIP) {
                    int i = aOffset + r * STRIDE + v;
                    int j = bOffset + n * STRIDE + v;
                    fourByTwo(a, i, aStride, b, j, bStride, panels, c, cOffset + r * STRIDE + n);
                }
            }
        }
    }

    private static void fourByTwo(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            int panels,
            double[] c,
            int cOffset) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero;
        DoubleVector c01 = zero;
        DoubleVector c10 = zero;
        DoubleVector c11 = zero;
        DoubleVector c20 = zero;
        DoubleVector c21 = zero;
        DoubleVector c30 = zero;
        DoubleVector c31 = zero;
        int i = aOffset;
        int j = bOffset;
        for (int p = 0; p < panels; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + STRIDE);
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, i);
            DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, i + STRIDE);
            DoubleVector a2 = DoubleVector.fromArray(SPECIES, a, i + 2 * STRIDE);
            DoubleVector a3 = DoubleVector.fromArray(SPECIES, a, i + 3 * STRIDE);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            b0 = DoubleVector.fromArray(SPECIES, b, j + LANES);
            b1 = DoubleVector.fromArray(SPECIES, b, j + STRIDE + LANES);
            a0 = DoubleVector.fromArray(SPECIES, a, i + LANES);
            a1 = DoubleVector.fromArray(SPECIES, a, i + STRIDE + LANES);
            a2 = DoubleVector.fromArray(SPECIES, a, i + 2 * STRIDE + LANES);
            a3 = DoubleVector.fromArray(SPECIES, a, i + 3 * STRIDE + LANES);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            b0 = DoubleVector.fromArray(SPECIES, b, j + 2 * LANES);
            b1 = DoubleVector.fromArray(SPECIES, b, j + STRIDE + 2 * LANES);
            a0 = DoubleVector.fromArray(SPECIES, a, i + 2 * LANES);
            a1 = DoubleVector.fromArray(SPECIES, a, i + STRIDE + 2 * LANES);
            a2 = DoubleVector.fromArray(SPECIES, a, i + 2 * STRIDE + 2 * LANES);
            a3 = DoubleVector.fromArray(SPECIES, a, i + 3 * STRIDE + 2 * LANES);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            i += aStride;
            j += bStride;
        }
        c[cOffset] += zero.add(c00).reduceLanes(VectorOperators.ADD);
        c[cOffset + 1] += zero.add(c01).reduceLanes(VectorOperators.ADD);
        c[cOffset + STRIDE] += zero.add(c10).reduceLanes(VectorOperators.ADD);
        c[cOffset + STRIDE + 1] += zero.add(c11).reduceLanes(VectorOperators.ADD);
        c[cOffset + 2 * STRIDE] += zero.add(c20).reduceLanes(VectorOperators.ADD);
        c[cOffset + 2 * STRIDE + 1] += zero.add(c21).reduceLanes(VectorOperators.ADD);
        c[cOffset + 3 * STRIDE] += zero.add(c30).reduceLanes(VectorOperators.ADD);
        c[cOffset + 3 * STRIDE + 1] += zero.add(c31).reduceLanes(VectorOperators.ADD);
    }
}
