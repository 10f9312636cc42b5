package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link Float32Product} for processors with 16 vector registers, in single precision. All are two vectors
 * wide: with 6 rows 12 sums, 2 vectors of B and 2 broadcast elements of A fill the registers. With 4 rows of three vectors
 * the JVM keeps some of the sums in memory, at half the speed.
 */
final class Float32SmallTiles {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Kernels.WIDTH;

    private Float32SmallTiles() {}

    /** 6 rows. */
    static void sixRows(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s + STRIDE + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s + 4 * STRIDE + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE);
        FloatVector c51 = FloatVector.fromArray(SPECIES, start, s + 5 * STRIDE + LANES);
        int i = aFrom;
        int j = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            i += aStride;
            j += STRIDE;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + LANES);
        c10.intoArray(c, cFrom + STRIDE);
        c11.intoArray(c, cFrom + STRIDE + LANES);
        c20.intoArray(c, cFrom + 2 * STRIDE);
        c21.intoArray(c, cFrom + 2 * STRIDE + LANES);
        c30.intoArray(c, cFrom + 3 * STRIDE);
        c31.intoArray(c, cFrom + 3 * STRIDE + LANES);
        c40.intoArray(c, cFrom + 4 * STRIDE);
        c41.intoArray(c, cFrom + 4 * STRIDE + LANES);
        c50.intoArray(c, cFrom + 5 * STRIDE);
        c51.intoArray(c, cFrom + 5 * STRIDE + LANES);
    }

    /** 4 rows. */
    static void fourRows(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s + STRIDE + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s + 2 * STRIDE + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s + 3 * STRIDE + LANES);
        int i = aFrom;
        int j = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            i += aStride;
            j += STRIDE;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + LANES);
        c10.intoArray(c, cFrom + STRIDE);
        c11.intoArray(c, cFrom + STRIDE + LANES);
        c20.intoArray(c, cFrom + 2 * STRIDE);
        c21.intoArray(c, cFrom + 2 * STRIDE + LANES);
        c30.intoArray(c, cFrom + 3 * STRIDE);
        c31.intoArray(c, cFrom + 3 * STRIDE + LANES);
    }

    /**
     * 2 rows. So few sums would wait for each other: those of odd k are kept apart.
     */
    static void twoRows(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, float[] start, float[] c, int cFrom, int inner) {
        int s = start == c ? cFrom : 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + STRIDE);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s + STRIDE + LANES);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector d00 = zero;
        FloatVector d01 = zero;
        FloatVector d10 = zero;
        FloatVector d11 = zero;
        int i = aFrom;
        int j = bFrom;
        for (int k = 1; k < inner; k += 2) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            b0 = FloatVector.fromArray(SPECIES, b, j + STRIDE);
            b1 = FloatVector.fromArray(SPECIES, b, j + STRIDE + LANES);
            a0 = FloatVector.broadcast(SPECIES, a[i + aStride]);
            d00 = a0.fma(b0, d00);
            d01 = a0.fma(b1, d01);
            a1 = FloatVector.broadcast(SPECIES, a[i + aStride + 1]);
            d10 = a1.fma(b0, d10);
            d11 = a1.fma(b1, d11);
            i += 2 * aStride;
            j += 2 * STRIDE;
        }
        zero.add(c00).add(d00).intoArray(c, cFrom);
        zero.add(c01).add(d01).intoArray(c, cFrom + LANES);
        zero.add(c10).add(d10).intoArray(c, cFrom + STRIDE);
        zero.add(c11).add(d11).intoArray(c, cFrom + STRIDE + LANES);
        if (inner % 2 != 0) {
            Float32Tiles.addTerm(a, i, b, j, c, cFrom);
        }
    }
}
