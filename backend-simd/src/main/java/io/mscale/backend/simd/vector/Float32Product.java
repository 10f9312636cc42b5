package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Panels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The one matrix product of a step, in single precision. */
final class Float32Product {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Panels.WIDTH;

    /** Three vectors; 48 columns are a whole number of such strips, whatever the width of a vector. */
    private static final int STRIP = 3 * LANES;

    private Float32Product() {}

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
     * than two rows are left, a tile of 2 rows does not compute the others. They are in Float32Tiles.
     *
     * I is where the sums start: C itself (add to it), or one row for all rows of C (row stride 0; the row of zeros).
     */
    static void multiply(
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            int startStride,
            float[] c,
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
                    Float32Tiles.eightRowsNarrow(
                            a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 8;
                } else if (rows - r > 4 && Species.MANY_REGISTERS) {
                    eightRows(a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 8;
                } else if (rows - r <= 2 && inner % 2 == 0) {
                    Float32Tiles.twoRows(
                            a, aOffset + r, aStride, b, bOffset + v, start, from, startStride, c, to, inner);
                    r += 2;
                } else {
                    Float32Tiles.fourRows(
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
            float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] c, int cOffset, int rows) {
        for (int v = 0; v < STRIDE; v += STRIP) {
            Float32Tiles.twoTerms(a, aOffset, aStride, b, bOffset + v, c, cOffset + v, rows);
        }
    }

    private static void eightRows(
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            int startStride,
            float[] c,
            int cOffset,
            int inner) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, startOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
        int s1 = startOffset + startStride;
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        int s2 = s1 + startStride;
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        int s3 = s2 + startStride;
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        int s4 = s3 + startStride;
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, start, s4 + 2 * LANES);
        int s5 = s4 + startStride;
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, start, s5 + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, start, s5 + 2 * LANES);
        int s6 = s5 + startStride;
        FloatVector c60 = FloatVector.fromArray(SPECIES, start, s6);
        FloatVector c61 = FloatVector.fromArray(SPECIES, start, s6 + LANES);
        FloatVector c62 = FloatVector.fromArray(SPECIES, start, s6 + 2 * LANES);
        int s7 = s6 + startStride;
        FloatVector c70 = FloatVector.fromArray(SPECIES, start, s7);
        FloatVector c71 = FloatVector.fromArray(SPECIES, start, s7 + LANES);
        FloatVector c72 = FloatVector.fromArray(SPECIES, start, s7 + 2 * LANES);
        int i = aOffset;
        int j = bOffset;
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
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            c62 = a6.fma(b2, c62);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[i + 7]);
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
