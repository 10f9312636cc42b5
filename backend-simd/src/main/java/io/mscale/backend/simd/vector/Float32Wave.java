package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * amplitude * sin(x + shift pi) in single precision. Sine, cosine and sincos are this with shifts of 0, 1/2 and 1/4, so
 * that three activations share one pair of loops.
 *
 * <p>For |x| at most {@link #LARGEST} value and derivative are off by less than {@link #ULPS} units in the last place of
 * the amplitude (2^-23 of it); beyond, they are those of {@link Math#sin} in double, rounded.
 */
final class Float32Wave implements Float32Activation {

    /** The largest argument that the loops reduce themselves: n below stays under 2^12. */
    static final float LARGEST = 12_000;

    /** Bounds the error for arguments up to {@link #LARGEST}. */
    static final double ULPS = 2;

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();

    static final float PI_INVERSE = (float) (1 / Math.PI);
    /** Adding it rounds to the nearest integer, which is then in the lowest bits. */
    static final float ROUND = 0x1.8p23f;

    /** pi to 12 bits, so that n times it is exact; and what is missing. */
    static final float PI_HIGH = 3217f / 1024;

    static final float PI_LOW = (float) (Math.PI - 3217.0 / 1024);

    static final float S3 = -0.16666657f;
    static final float S5 = 0.008333016f;
    static final float S7 = -0.00019806538f;
    static final float S9 = 2.5998809e-06f;

    private static final float C4 = 0.041666657f;
    private static final float C6 = -0.0013888568f;
    private static final float C8 = 2.4769231e-05f;
    private static final float C10 = -2.6192288e-07f;

    private final float shift;
    private final double sineWeight;
    private final double cosineWeight;
    private final float amplitude;

    /**
     * sineWeight sin x + cosineWeight cos x, which is amplitude * sin(x + shift pi).
     *
     * @param shift at least 0 and less than 1, in multiples of pi
     */
    Float32Wave(double shift, double sineWeight, double cosineWeight) {
        this.shift = (float) shift;
        this.sineWeight = sineWeight;
        this.cosineWeight = cosineWeight;
        amplitude = (float) Math.hypot(sineWeight, cosineWeight);
    }

    /*
     * With n the integer nearest to x / pi + shift,
     *
     *   r = x - (n - shift) pi,  |r| <= pi / 2      (Cody and Waite, 1980: pi in two parts, of which the first is exact)
     *   sin(x + shift pi) = (-1)^n sin r            cos(x + shift pi) = (-1)^n cos r
     *
     * sin r and cos r are minimax polynomials. (-1)^n is the lowest bit of n, moved to where floats keep their sign.
     * Everything is written out in the loops: a function of its own that the JVM does not inline makes objects of all
     * vectors and takes twenty times as long.
     */
    @Override
    public void value(float[] z, int from, int to) {
        if (!isReducible(z, from, to)) {
            for (int i = from; i < to; i++) {
                z[i] = (float) (sineWeight * Math.sin(z[i]) + cosineWeight * Math.cos(z[i]));
            }
            return;
        }
        IntVector amplitudeBits = FloatVector.broadcast(SPECIES, amplitude).reinterpretAsInts();
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector rounded = x.fma(
                            FloatVector.broadcast(SPECIES, PI_INVERSE), FloatVector.broadcast(SPECIES, shift))
                    .add(ROUND);
            FloatVector turns = rounded.sub(ROUND).sub(shift);
            FloatVector r = turns.fma(
                    FloatVector.broadcast(SPECIES, -PI_LOW), turns.fma(FloatVector.broadcast(SPECIES, -PI_HIGH), x));
            FloatVector t = r.mul(r);
            FloatVector p = t.fma(FloatVector.broadcast(SPECIES, S9), FloatVector.broadcast(SPECIES, S7))
                    .fma(t, FloatVector.broadcast(SPECIES, S5))
                    .fma(t, FloatVector.broadcast(SPECIES, S3));
            FloatVector sine = r.mul(t).fma(p, r);
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, amplitudeBits).reinterpretAsFloats();
            sine.mul(signed).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        if (!isReducible(z, from, to)) {
            for (int i = from; i < to; i++) {
                double sine = Math.sin(z[i]);
                double cosine = Math.cos(z[i]);
                z[i] = (float) (sineWeight * sine + cosineWeight * cosine);
                g[i] *= (float) (sineWeight * cosine - cosineWeight * sine);
            }
            return;
        }
        IntVector amplitudeBits = FloatVector.broadcast(SPECIES, amplitude).reinterpretAsInts();
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector rounded = x.fma(
                            FloatVector.broadcast(SPECIES, PI_INVERSE), FloatVector.broadcast(SPECIES, shift))
                    .add(ROUND);
            FloatVector turns = rounded.sub(ROUND).sub(shift);
            FloatVector r = turns.fma(
                    FloatVector.broadcast(SPECIES, -PI_LOW), turns.fma(FloatVector.broadcast(SPECIES, -PI_HIGH), x));
            FloatVector t = r.mul(r);
            FloatVector p = t.fma(FloatVector.broadcast(SPECIES, S9), FloatVector.broadcast(SPECIES, S7))
                    .fma(t, FloatVector.broadcast(SPECIES, S5))
                    .fma(t, FloatVector.broadcast(SPECIES, S3));
            FloatVector sine = r.mul(t).fma(p, r);
            FloatVector q = t.fma(FloatVector.broadcast(SPECIES, C10), FloatVector.broadcast(SPECIES, C8))
                    .fma(t, FloatVector.broadcast(SPECIES, C6))
                    .fma(t, FloatVector.broadcast(SPECIES, C4));
            FloatVector cosine =
                    q.fma(t, FloatVector.broadcast(SPECIES, -0.5f)).fma(t, FloatVector.broadcast(SPECIES, 1));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, amplitudeBits).reinterpretAsFloats();
            sine.mul(signed).intoArray(z, i);
            FloatVector.fromArray(SPECIES, g, i).mul(signed).mul(cosine).intoArray(g, i);
        }
    }

    /** As bits, so that what is not a number counts as the largest. */
    private static boolean isReducible(float[] z, int from, int to) {
        IntVector largest = IntVector.zero(BITS);
        for (int i = from; i < to; i += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, z, i).reinterpretAsInts();
            largest = largest.max(bits.and(Integer.MAX_VALUE));
        }
        return largest.reduceLanes(VectorOperators.MAX) <= Float.floatToRawIntBits(LARGEST);
    }

    /** sin r for |r| at most pi / 2, given t = r^2. */
    static FloatVector sine(FloatVector r, FloatVector t) {
        FloatVector p = t.fma(FloatVector.broadcast(SPECIES, S9), FloatVector.broadcast(SPECIES, S7))
                .fma(t, FloatVector.broadcast(SPECIES, S5))
                .fma(t, FloatVector.broadcast(SPECIES, S3));
        return r.mul(t).fma(p, r);
    }

    /** cos r for |r| at most pi / 2, given t = r^2. */
    static FloatVector cosine(FloatVector t) {
        return t.fma(FloatVector.broadcast(SPECIES, C10), FloatVector.broadcast(SPECIES, C8))
                .fma(t, FloatVector.broadcast(SPECIES, C6))
                .fma(t, FloatVector.broadcast(SPECIES, C4))
                .fma(t, FloatVector.broadcast(SPECIES, -0.5f))
                .fma(t, FloatVector.broadcast(SPECIES, 1));
    }
}
