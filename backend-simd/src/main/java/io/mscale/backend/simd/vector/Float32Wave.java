package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels.Argument;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * amplitude * sin(z + shift pi) in single precision. Sine, cosine and sincos are this with shifts of 0, 1/2 and 1/4, so
 * that three activations share one pair of loops. The loops take u = z / pi + shift, a number of half turns.
 *
 * <p>For |u| at most {@link Float32Sine#LARGEST} amplitude * sin(pi u) and its derivative by z are off by less than
 * {@link #ULPS} units in the last place of 1; beyond, they are those of {@link Math#sin}, rounded.
 */
final class Float32Wave implements Float32Activation {

    /** Bounds the error for arguments up to {@link Float32Sine#LARGEST}. */
    static final double ULPS = 2;

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** The place of the bit that is a number's sign. */
    private static final int SIGN = Float.SIZE - 1;

    private final Argument argument;
    private final float amplitude;

    /**
     * amplitude * sin(z + shift pi).
     *
     * @param shift at least 0 and less than 1, in multiples of pi
     */
    Float32Wave(double amplitude, double shift) {
        this.amplitude = (float) amplitude;
        argument = new Argument(1 / Math.PI, shift);
    }

    @Override
    public Argument argument() {
        return argument;
    }

    @Override
    public void apply(float[] u, float @Nullable [] g, int from, int to, double bound) {
        if (bound <= Float32Sine.LARGEST) {
            applyReduced(u, g, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            double angle = Math.PI * ((double) u[i] % 2);
            u[i] = (float) (amplitude * Math.sin(angle));
            if (g != null) {
                g[i] *= (float) (amplitude * Math.cos(angle));
            }
        }
    }

    /*
     * With n the integer nearest to u and f = u - n, which is exact,
     *
     *   sin(pi u) = (-1)^n sin(pi f)      cos(pi u) = (-1)^n cos(pi f)      |f| <= 1/2
     *
     * and both are polynomials in t = f^2, those of Float32Sine. What counts are the units that multiply, of which products
     * keep both busy: counting in half turns, a sine of degree 9 takes 6 of their operations and a cosine of degree 8
     * takes 5 more. (-1)^n costs none: it is the lowest bit of n, moved to the place of the sign, where it turns the sign
     * of f and of g.
     *
     * Everything is written out in the loops: a function of its own that the JVM does not inline makes objects of all
     * vectors and takes twenty times as long.
     */
    private void applyReduced(float[] u, float @Nullable [] g, int from, int to) {
        FloatVector s1 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S1);
        FloatVector s3 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S3);
        FloatVector s5 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S5);
        FloatVector s7 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S7);
        FloatVector s9 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S9);
        FloatVector c0 = FloatVector.broadcast(SPECIES, amplitude);
        FloatVector c2 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C2);
        FloatVector c4 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C4);
        FloatVector c6 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C6);
        FloatVector c8 = FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C8);
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, u, i);
            FloatVector rounded = x.add(Float32Sine.ROUND);
            FloatVector f = x.sub(rounded.sub(Float32Sine.ROUND));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, SIGN);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, f.reinterpretAsInts()).reinterpretAsFloats();
            FloatVector t = f.mul(f);
            FloatVector sineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S17)
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S15))
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S13))
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.S11))
                            .fma(t, s9)
                    : s9;
            FloatVector sine = sineTop.fma(t, s7).fma(t, s5).fma(t, s3).fma(t, s1);
            sine.mul(signed).intoArray(u, i);
            if (g == null) {
                continue;
            }
            FloatVector signedSlope = FloatVector.fromArray(SPECIES, g, i)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats();
            FloatVector cosineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C16)
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, amplitude * Float32Sine.C10))
                            .fma(t, c8)
                    : c8;
            FloatVector cosine = cosineTop.fma(t, c6).fma(t, c4).fma(t, c2).fma(t, c0);
            cosine.mul(signedSlope).intoArray(g, i);
        }
    }
}
