package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The exponential function of numbers that are not positive, in single precision. */
final class Float32Exp {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** exp(-x^2 / 2) and polynomials times it are nothing in single precision from this x on. */
    static final float FAR = 14;

    /** exp of it is 2^-126 or so, the smallest number with all its digits; below, the result stays there. */
    private static final float LEAST = -87;

    private static final float LOG2_E = 1.442695f;

    /** Adding it rounds n to the nearest integer and leaves n + 127, the exponent of 2^n, in the lowest bits. */
    private static final float ROUND = 0x1.8p23f + 127;

    /** ln 2 to 10 bits, so that n times it is exact; and what is missing. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;

    private static final float P2 = 0.5f;
    private static final float P3 = 0.16666665f;
    private static final float P4 = 0.041665796f;
    private static final float P5 = 0.008333452f;
    private static final float P6 = 0.0013981999f;
    private static final float P7 = 0.00019875691f;

    private Float32Exp() {}

    /**
     * Replaces the first numbers y by exp(y) = 2^n exp(r), r = y - n ln 2, |r| at most ln 2 / 2; exp(r) by the polynomial
     * of the Cephes library. Off by 2 units in the last place.
     */
    static void ofNegative(float[] y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, y, i).max(LEAST);
            FloatVector rounded = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
            FloatVector power = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector n = rounded.sub(ROUND);
            FloatVector r = n.fma(
                    FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x));
            FloatVector p = r.fma(FloatVector.broadcast(SPECIES, P7), FloatVector.broadcast(SPECIES, P6))
                    .fma(r, FloatVector.broadcast(SPECIES, P5))
                    .fma(r, FloatVector.broadcast(SPECIES, P4))
                    .fma(r, FloatVector.broadcast(SPECIES, P3))
                    .fma(r, FloatVector.broadcast(SPECIES, P2));
            p.fma(r.mul(r), r.add(1)).mul(power).intoArray(y, i);
        }
    }
}
