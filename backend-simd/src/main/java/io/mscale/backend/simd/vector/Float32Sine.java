package io.mscale.backend.simd.vector;

/**
 * Sine and cosine of half turns in single precision, as polynomials for |f| at most 1/2: sin(pi f) = f (S1 + S3 f^2 + ...)
 * and cos(pi f) = 1 + C2 f^2 + ..., both minimax.
 */
final class Float32Sine {

    /** Whether the polynomials go on to {@link #S17} and {@link #C16}. */
    static final boolean LONG = false;

    /** Adding it rounds to the nearest integer, which is then in the lowest bits. */
    static final float ROUND = 0x1.8p23f;

    /** The largest number that is still exact to its unit place when {@link #ROUND} is added. */
    static final float LARGEST = 0x1p21f;

    static final float S1 = 3.1415927f;
    static final float S3 = -5.167714f;
    static final float S5 = 2.5501258f;
    static final float S7 = -0.5985169f;
    static final float S9 = 0.07801985f;
    static final float S11 = 0;
    static final float S13 = 0;
    static final float S15 = 0;
    static final float S17 = 0;

    static final float C2 = -4.9347954f;
    static final float C4 = 4.0584474f;
    static final float C6 = -1.3320621f;
    static final float C8 = 0.22000568f;
    static final float C10 = 0;
    static final float C12 = 0;
    static final float C14 = 0;
    static final float C16 = 0;

    private Float32Sine() {}
}
