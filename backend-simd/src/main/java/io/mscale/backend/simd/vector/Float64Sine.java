package io.mscale.backend.simd.vector;

/**
 * Sine and cosine of half turns in double precision, as polynomials for |f| at most 1/2: sin(pi f) = f (S1 + S3 f^2 +
 * ...) and cos(pi f) = 1 + C2 f^2 + ..., both interpolated in f^2 at Chebyshev points with an error below 6e-17.
 */
final class Float64Sine {

    /** Whether the polynomials extend to {@link #S17} and {@link #C16}. */
    static final boolean LONG = true;

    /** Adding it rounds to the nearest integer, which is then in the lowest bits. */
    static final double ROUND = 0x1.8p52;

    /** The largest number that adding {@link #ROUND} still rounds correctly to an integer. */
    static final double LARGEST = 0x1p50;

    static final double S1 = 3.141592653589793;
    static final double S3 = -5.167712780049969;
    static final double S5 = 2.5501640398773007;
    static final double S7 = -0.5992645293189447;
    static final double S9 = 0.0821458865731029;
    static final double S11 = -0.007370430505916944;
    static final double S13 = 0.0004662998161898394;
    static final double S15 = -2.1903497074626018e-05;
    static final double S17 = 7.697826768224191e-07;

    static final double C2 = -4.934802200544679;
    static final double C4 = 4.058712126416736;
    static final double C6 = -1.3352627688518803;
    static final double C8 = 0.2353306302721577;
    static final double C10 = -0.02580689002587539;
    static final double C12 = 0.001929562652479866;
    static final double C14 = -0.00010458286368326585;
    static final double C16 = 4.166399462726949e-06;

    private Float64Sine() {}
}
