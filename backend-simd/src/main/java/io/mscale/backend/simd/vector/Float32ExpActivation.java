package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Activations made from an exponential function, in single precision. Its values come first, a strip at a time; a
 * separate loop uses them, so that no loop grows too large for the JVM.
 */
abstract class Float32ExpActivation implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** 6 kB: three arrays of this length fit the first-level cache. */
    private static final int STRIP = 6144 / Float.BYTES;

    private static final ThreadLocal<float[]> STRIPS = ThreadLocal.withInitial(() -> new float[STRIP]);

    /** Writes the exponents for a strip of z, numbers that are not positive, to the beginning of y: -z^2 / 2. */
    void exponents(float[] z, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.mul(x).mul(-0.5f).intoArray(y, i - from);
        }
    }

    /** Replaces the first {@code count} numbers y, which are not positive, by their exponential function. */
    void exponential(float[] y, int count) {
        Float32Exp.ofNegative(y, count);
    }

    /** As {@link #apply(float[], float[], int, int, double)}, for a strip whose exponential function is in e, from 0. */
    abstract void apply(float[] z, float @Nullable [] g, float[] e, int from, int to);

    @Override
    public final void apply(float[] z, float @Nullable [] g, int from, int to, double bound) {
        float[] e = STRIPS.get();
        for (int begin = from; begin < to; begin += STRIP) {
            int end = Math.min(begin + STRIP, to);
            exponents(z, e, begin, end);
            exponential(e, end - begin);
            apply(z, g, e, begin, end);
        }
    }

    /** 1 / (1 + exp(-x)): with e = exp(-|x|), 1 / (1 + e) on the right and e / (1 + e) on the left. */
    static final class Sigmoid extends Float32ExpActivation {

        @Override
        void exponents(float[] z, float[] y, int from, int to) {
            for (int i = from; i < to; i += LANES) {
                FloatVector.fromArray(SPECIES, z, i).abs().neg().intoArray(y, i - from);
            }
        }

        @Override
        void apply(float[] z, float @Nullable [] g, float[] e, int from, int to) {
            for (int i = from; i < to; i += LANES) {
                FloatVector left = FloatVector.fromArray(SPECIES, e, i - from);
                VectorMask<Float> right = FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GE, 0);
                FloatVector denominator = left.add(1);
                left.blend(1, right).div(denominator).intoArray(z, i);
                if (g != null) {
                    FloatVector slope = left.div(denominator.mul(denominator));
                    FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
                }
            }
        }
    }

    /** (1 - x^2) exp(-x^2 / 2). */
    static final class Mexhat extends Float32ExpActivation {

        @Override
        void apply(float[] z, float @Nullable [] g, float[] e, int from, int to) {
            for (int i = from; i < to; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, z, i)
                        .max(-Float32Exp.FAR)
                        .min(Float32Exp.FAR);
                FloatVector t = x.mul(x);
                FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from);
                t.neg().add(1).mul(bell).intoArray(z, i);
                if (g != null) {
                    FloatVector slope = t.sub(3).mul(x).mul(bell);
                    FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
                }
            }
        }
    }

    /** cos(1.75 x) exp(-x^2 / 2); the cosine as in {@link Float32Sine}. */
    static final class Morlet extends Float32ExpActivation {

        private static final float FREQUENCY = 1.75f;

        /** Half turns of the cosine for each x. */
        private static final float HALF_TURNS = (float) (1.75 / Math.PI);

        @Override
        void apply(float[] z, float @Nullable [] g, float[] e, int from, int to) {
            for (int i = from; i < to; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, z, i)
                        .max(-Float32Exp.FAR)
                        .min(Float32Exp.FAR);
                FloatVector u = x.mul(HALF_TURNS);
                FloatVector rounded = u.add(Float32Sine.ROUND);
                FloatVector sign = rounded.reinterpretAsInts()
                        .lanewise(VectorOperators.LSHL, Float.SIZE - 1)
                        .or(Float.floatToRawIntBits(1))
                        .reinterpretAsFloats();
                FloatVector f = u.sub(rounded.sub(Float32Sine.ROUND));
                FloatVector t = f.mul(f);
                FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from).mul(sign);
                FloatVector cosineTop = Float32Sine.LONG
                        ? FloatVector.broadcast(SPECIES, Float32Sine.C16)
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C14))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                        : FloatVector.broadcast(SPECIES, Float32Sine.C8);
                FloatVector cosine = cosineTop
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                        .fma(t, FloatVector.broadcast(SPECIES, 1));
                cosine.mul(bell).intoArray(z, i);
                if (g == null) {
                    continue;
                }
                FloatVector sineTop = Float32Sine.LONG
                        ? FloatVector.broadcast(SPECIES, Float32Sine.S17)
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S15))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S13))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S11))
                                .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S9))
                        : FloatVector.broadcast(SPECIES, Float32Sine.S9);
                FloatVector sine = sineTop.fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S7))
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S5))
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S3))
                        .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S1))
                        .mul(f);
                FloatVector slope =
                        x.mul(cosine).add(sine.mul(FREQUENCY)).mul(bell).neg();
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }
}
