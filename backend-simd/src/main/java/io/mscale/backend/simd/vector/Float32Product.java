package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The one matrix product of a step, in single precision. */
final class Float32Product {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Kernels.WIDTH;

    /** A tile's vectors; 48 columns are a whole number of such strips, whatever the width of a vector. */
    private static final int STRIP = Species.TILE_VECTORS * LANES;

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
     *        6 neighbours in memory                 v
     *                                  +-----------------------+
     *                                r | c c c c c c c c c c c |  6 rows x 3 vectors = 18 sums that stay in registers
     *                                | |                       |  while k runs; 3 vectors of B and 1 broadcast
     *                                v +-----------------------+  element of A make it 22 of 32
     *
     * In each turn of k: 18 multiply-adds for 9 loads, so that the loads are never what limits. With 16 registers (AVX2)
     * the tile is 6 rows x 2 vectors (Float32SmallTiles): 12 multiply-adds for 8 loads. 8 rows x 3 vectors would fit into 32
     * registers, but so many calls do not fit into what the JVM inlines: in most processes the last stores were real calls, and
     * their sums objects, tile after tile.
     *
     * aTile is the distance in A between the starts of two tiles: as many elements as the tile has rows where the columns of
     * A are whole, more where A is packed, tile by tile: then k runs over neighbours in memory, whatever the number of rows.
     *
     * The last tile of too few rows reads A and writes C past its end, at most to the next multiple of 4 rows, where the
     * caller keeps room and zeros (or what it doesn't mind). Where no more than one vector of columns is left, a tile of
     * 6 rows x 1 vector saves the other two. Where no more than two rows are left, a tile of 2 rows does not compute the
     * others. They are in Float32Tiles.
     *
     * I is where the sums start: C itself, to add to it, or zeros.
     *
     * An inner index of 2, as a first layer with one input has, is too short for a tile.
     */
    static void multiply(
            float[] a,
            int aFrom,
            int aStride,
            int aTile,
            float[] b,
            int bFrom,
            float[] start,
            float[] c,
            int cFrom,
            int rows,
            int columns,
            int inner) {
        if (inner == 2 && start != c) {
            Float32Tiles.twoTerms(a, aFrom, aStride, b, bFrom, c, cFrom, rows, columns);
            return;
        }
        for (int v = 0; v < columns; v += STRIP) {
            int j = bFrom + v;
            int i = aFrom;
            int to = cFrom + v;
            for (int r = 0; r < rows; r += Species.TILE_ROWS) {
                tile(a, i, aStride, b, j, start, c, to, rows - r, columns - v, inner);
                i += aTile;
                to += Species.TILE_ROWS * STRIDE;
            }
        }
    }

    /** A tile of {@code rows} rows, or as many as a tile has if there are more. */
    private static void tile(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            float[] start,
            float[] c,
            int cFrom,
            int rows,
            int columns,
            int inner) {
        if (Species.TILE_VECTORS == 2) {
            if (rows > 4) {
                Float32SmallTiles.sixRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
            } else if (rows <= 2) {
                Float32SmallTiles.twoRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
            } else {
                Float32SmallTiles.fourRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
            }
        } else if (rows > 4 && columns <= LANES) {
            Float32Tiles.sixRowsNarrow(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
        } else if (rows > 4) {
            sixRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
        } else if (rows <= 2) {
            Float32Tiles.twoRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
        } else {
            Float32Tiles.fourRows(a, aFrom, aStride, b, bFrom, start, c, cFrom, inner);
        }
    }

    private static void sixRows(
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
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE + 2 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE);
        FloatVector c51 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE + 2 * LANES);
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
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
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
        c40.intoArray(c, cFrom + 4 * STRIDE);
        c41.intoArray(c, cFrom + 4 * STRIDE + LANES);
        c42.intoArray(c, cFrom + 4 * STRIDE + 2 * LANES);
        c50.intoArray(c, cFrom + 5 * STRIDE);
        c51.intoArray(c, cFrom + 5 * STRIDE + LANES);
        c52.intoArray(c, cFrom + 5 * STRIDE + 2 * LANES);
    }
}
