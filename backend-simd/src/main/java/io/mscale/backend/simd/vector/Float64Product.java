package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Panels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The one matrix product of a step, in double precision. */
final class Float64Product {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Panels.WIDTH;

    /** Three vectors: 48 columns are two such strips of 512-bit vectors, four of 256 bits, eight of 128. */
    private static final int STRIP = 3 * LANES;

    private Float64Product() {}

    /*
     * C = I + A B by tiles of C that stay in registers:
     *
     *            k ->                     one strip = 3 vectors
     *        +---------+               +-----------------------+
     *      r | a a a a |             k | b b b b b b b b b b b |  each row of B is loaded once a tile, as 3 vectors
     *      | |         |     x       | |                       |
     *      v +---------+             v +-----------------------+
     *        A is read by columns:
     *        a[k * aStride + r],                    ||
     *        8 neighbours in memory                 v
     *                                  +-----------------------+
     *                                r | c c c c c c c c c c c |  8 rows x 3 vectors = 24 sums that stay in registers
     *                                | |                       |  while k runs; 3 vectors of B and 1 broadcast
     *                                v +-----------------------+  element of A make it 28 of 32
     *
     * In each turn of k: 24 multiply-adds for 11 loads, so that the loads are never what limits. With 16 registers (AVX2)
     * the tile is 4 rows x 3 vectors: 12 + 3 + 1. Rows come in fours: the last tile of 1 to 3 rows reads A and writes C
     * past its end, where the caller keeps room and zeros (or what it doesn't mind).
     *
     * Where no more than one vector of columns is left, a tile of 8 rows x 1 vector saves the other two. Where no more
     * than two rows are left, a tile of 2 rows does not compute the others. They are in Float64Tiles.
     *
     * I is where the sums start: C itself (add to it), or one row for all rows of C (row stride 0; the row of zeros).
     */
    static void multiply(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            double[] start,
            int startOffset,
            int startStride,
            double[] c,
            int cOffset,
            int rows,
            int columns,
            int inner) {
        for (int v = 0; v < columns; v += STRIP) {
            int r = 0;
            while (r < rows) {
                int from = startOffset + r * startStride + v;
                int to = cOffset + r * STRIDE + v;
                if (rows - r > 4 && columns - v <= LANES) {
                    Float64Tiles.eightRowsNarrow(
                            a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 8;
                } else if (rows - r > 4 && Species.MANY_REGISTERS) {
                    eightRows(a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 8;
                } else if (rows - r <= 2 && inner % 2 == 0) {
                    Float64Tiles.twoRows(
                            a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 2;
                } else {
                    Float64Tiles.fourRows(
                            a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 4;
                }
            }
        }
    }

    /*
     * C = A B for an inner index of 2, as a first layer with one input has: too short for a tile.
     */
    static void multiplyTwo(
            double[] a, int aOffset, int aStride, double[] b, int bOffset, double[] c, int cOffset, int rows) {
        for (int v = 0; v < STRIDE; v += STRIP) {
            Float64Tiles.twoTerms(a, aOffset, aStride, b, bOffset + v, c, cOffset + v, rows);
        }
    }

    private static void eightRows(
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            double[] start,
            int startOffset,
            int startStride,
            double[] c,
            int cOffset,
            int inner) {
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, start, startOffset);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, start, startOffset + LANES);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
        int s1 = startOffset + startStride;
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, start, s1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, start, s1 + LANES);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        int s2 = s1 + startStride;
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, start, s2);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, start, s2 + LANES);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        int s3 = s2 + startStride;
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, start, s3);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, start, s3 + LANES);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        int s4 = s3 + startStride;
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, start, s4);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, start, s4 + LANES);
        DoubleVector c42 = DoubleVector.fromArray(SPECIES, start, s4 + 2 * LANES);
        int s5 = s4 + startStride;
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, start, s5);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, start, s5 + LANES);
        DoubleVector c52 = DoubleVector.fromArray(SPECIES, start, s5 + 2 * LANES);
        int s6 = s5 + startStride;
        DoubleVector c60 = DoubleVector.fromArray(SPECIES, start, s6);
        DoubleVector c61 = DoubleVector.fromArray(SPECIES, start, s6 + LANES);
        DoubleVector c62 = DoubleVector.fromArray(SPECIES, start, s6 + 2 * LANES);
        int s7 = s6 + startStride;
        DoubleVector c70 = DoubleVector.fromArray(SPECIES, start, s7);
        DoubleVector c71 = DoubleVector.fromArray(SPECIES, start, s7 + LANES);
        DoubleVector c72 = DoubleVector.fromArray(SPECIES, start, s7 + 2 * LANES);
        int i = aOffset;
        int j = bOffset;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, j + 2 * LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            c62 = a6.fma(b2, c62);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[i + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            c72 = a7.fma(b2, c72);
            i += aStride;
            j += STRIDE;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c10.intoArray(c, cOffset + STRIDE);
        c11.intoArray(c, cOffset + STRIDE + LANES);
        c12.intoArray(c, cOffset + STRIDE + 2 * LANES);
        c20.intoArray(c, cOffset + 2 * STRIDE);
        c21.intoArray(c, cOffset + 2 * STRIDE + LANES);
        c22.intoArray(c, cOffset + 2 * STRIDE + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * STRIDE);
        c31.intoArray(c, cOffset + 3 * STRIDE + LANES);
        c32.intoArray(c, cOffset + 3 * STRIDE + 2 * LANES);
        c40.intoArray(c, cOffset + 4 * STRIDE);
        c41.intoArray(c, cOffset + 4 * STRIDE + LANES);
        c42.intoArray(c, cOffset + 4 * STRIDE + 2 * LANES);
        c50.intoArray(c, cOffset + 5 * STRIDE);
        c51.intoArray(c, cOffset + 5 * STRIDE + LANES);
        c52.intoArray(c, cOffset + 5 * STRIDE + 2 * LANES);
        c60.intoArray(c, cOffset + 6 * STRIDE);
        c61.intoArray(c, cOffset + 6 * STRIDE + LANES);
        c62.intoArray(c, cOffset + 6 * STRIDE + 2 * LANES);
        c70.intoArray(c, cOffset + 7 * STRIDE);
        c71.intoArray(c, cOffset + 7 * STRIDE + LANES);
        c72.intoArray(c, cOffset + 7 * STRIDE + 2 * LANES);
    }
}
