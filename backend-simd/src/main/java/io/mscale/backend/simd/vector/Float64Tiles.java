package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Panels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The tiles of {@link Float64Product} for what is too small for its large one, in double precision. */
final class Float64Tiles {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();
    private static final int STRIDE = Panels.WIDTH;

    private Float64Tiles() {}

    /** 4 rows x 3 vectors. */
    static void fourRows(
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
    }

    /**
     * 2 rows x 3 vectors, for an even inner index. So few sums would wait for each other: those of odd k are kept apart.
     */
    static void twoRows(
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
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector d00 = zero;
        DoubleVector d01 = zero;
        DoubleVector d02 = zero;
        DoubleVector d10 = zero;
        DoubleVector d11 = zero;
        DoubleVector d12 = zero;
        int i = aOffset;
        int j = bOffset;
        for (int k = 0; k < inner; k += 2) {
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
            b0 = DoubleVector.fromArray(SPECIES, b, j + STRIDE);
            b1 = DoubleVector.fromArray(SPECIES, b, j + STRIDE + LANES);
            b2 = DoubleVector.fromArray(SPECIES, b, j + STRIDE + 2 * LANES);
            a0 = DoubleVector.broadcast(SPECIES, a[i + aStride]);
            d00 = a0.fma(b0, d00);
            d01 = a0.fma(b1, d01);
            d02 = a0.fma(b2, d02);
            a1 = DoubleVector.broadcast(SPECIES, a[i + aStride + 1]);
            d10 = a1.fma(b0, d10);
            d11 = a1.fma(b1, d11);
            d12 = a1.fma(b2, d12);
            i += 2 * aStride;
            j += 2 * STRIDE;
        }
        zero.add(c00).add(d00).intoArray(c, cOffset);
        zero.add(c01).add(d01).intoArray(c, cOffset + LANES);
        zero.add(c02).add(d02).intoArray(c, cOffset + 2 * LANES);
        zero.add(c10).add(d10).intoArray(c, cOffset + STRIDE);
        zero.add(c11).add(d11).intoArray(c, cOffset + STRIDE + LANES);
        zero.add(c12).add(d12).intoArray(c, cOffset + STRIDE + 2 * LANES);
    }

    /** 8 rows x 1 vector. */
    static void eightRowsNarrow(
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
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, start, startOffset);
        int s1 = startOffset + startStride;
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, start, s1);
        int s2 = s1 + startStride;
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, start, s2);
        int s3 = s2 + startStride;
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, start, s3);
        int s4 = s3 + startStride;
        DoubleVector c4 = DoubleVector.fromArray(SPECIES, start, s4);
        int s5 = s4 + startStride;
        DoubleVector c5 = DoubleVector.fromArray(SPECIES, start, s5);
        int s6 = s5 + startStride;
        DoubleVector c6 = DoubleVector.fromArray(SPECIES, start, s6);
        int s7 = s6 + startStride;
        DoubleVector c7 = DoubleVector.fromArray(SPECIES, start, s7);
        int i = aOffset;
        int j = bOffset;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            c0 = DoubleVector.broadcast(SPECIES, a[i]).fma(b0, c0);
            c1 = DoubleVector.broadcast(SPECIES, a[i + 1]).fma(b0, c1);
            c2 = DoubleVector.broadcast(SPECIES, a[i + 2]).fma(b0, c2);
            c3 = DoubleVector.broadcast(SPECIES, a[i + 3]).fma(b0, c3);
            c4 = DoubleVector.broadcast(SPECIES, a[i + 4]).fma(b0, c4);
            c5 = DoubleVector.broadcast(SPECIES, a[i + 5]).fma(b0, c5);
            c6 = DoubleVector.broadcast(SPECIES, a[i + 6]).fma(b0, c6);
            c7 = DoubleVector.broadcast(SPECIES, a[i + 7]).fma(b0, c7);
            i += aStride;
            j += STRIDE;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + STRIDE);
        c2.intoArray(c, cOffset + 2 * STRIDE);
        c3.intoArray(c, cOffset + 3 * STRIDE);
        c4.intoArray(c, cOffset + 4 * STRIDE);
        c5.intoArray(c, cOffset + 5 * STRIDE);
        c6.intoArray(c, cOffset + 6 * STRIDE);
        c7.intoArray(c, cOffset + 7 * STRIDE);
    }

    /** Rows one by one, 3 vectors each, for an inner index of 2: the two rows of B stay in registers, and C starts from 0. */
    static void twoTerms(
            double[] a, int aOffset, int aStride, double[] b, int bOffset, double[] c, int cOffset, int rows) {
        DoubleVector b00 = DoubleVector.fromArray(SPECIES, b, bOffset);
        DoubleVector b01 = DoubleVector.fromArray(SPECIES, b, bOffset + LANES);
        DoubleVector b02 = DoubleVector.fromArray(SPECIES, b, bOffset + 2 * LANES);
        DoubleVector b10 = DoubleVector.fromArray(SPECIES, b, bOffset + STRIDE);
        DoubleVector b11 = DoubleVector.fromArray(SPECIES, b, bOffset + STRIDE + LANES);
        DoubleVector b12 = DoubleVector.fromArray(SPECIES, b, bOffset + STRIDE + 2 * LANES);
        int to = cOffset;
        for (int r = 0; r < rows; r++) {
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[aOffset + r]);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[aOffset + aStride + r]);
            a0.fma(b00, a1.mul(b10)).intoArray(c, to);
            a0.fma(b01, a1.mul(b11)).intoArray(c, to + LANES);
            a0.fma(b02, a1.mul(b12)).intoArray(c, to + 2 * LANES);
            to += STRIDE;
        }
    }
}
