package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** relu, and the activations that are 0 outside a short interval, in single precision. */
final class Float32CompactSupport {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private static final float PI = (float) Math.PI;

    private Float32CompactSupport() {}

    /** max(x, 0). */
    static void relu(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            VectorMask<Float> flat = x.compare(VectorOperators.LE, 0);
            x.blend(0, flat).intoArray(z, i);
            if (g != null) {
                FloatVector.fromArray(SPECIES, g, i).blend(0, flat).intoArray(g, i);
            }
        }
    }

    /** x (1 - x) on [0, 1] and 0 elsewhere. */
    static void srelu(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector value = x.max(0).mul(x.neg().add(1).max(0));
            value.intoArray(z, i);
            if (g != null) {
                VectorMask<Float> flat = value.compare(VectorOperators.LE, 0);
                FloatVector slope = x.mul(-2).add(1).blend(0, flat);
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }

    /**
     * sin(2 pi x) x (1 - x) on [0, 1] and 0 elsewhere. With v = x - 1/2 clamped to [-1/2, 1/2]
     *
     * <pre>
     * s2relu = -sin(2 pi v) w     slope = -2 pi cos(2 pi v) w + 2 v sin(2 pi v)     w = 1/4 - v^2
     * </pre>
     *
     * which are 0 at and beyond the ends by themselves. Sine and cosine are those of half the angle, which the
     * polynomials of {@link Float32Sine} cover: sin 2a = 2 sin a cos a, cos 2a = 1 - 2 sin^2 a.
     */
    static void s2relu(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector v =
                    FloatVector.fromArray(SPECIES, z, i).sub(0.5f).max(-0.5f).min(0.5f);
            FloatVector w = v.neg().fma(v, FloatVector.broadcast(SPECIES, 0.25f));
            FloatVector t = v.mul(v);
            FloatVector sineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, Float32Sine.S17)
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S15))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S13))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S11))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S9))
                    : FloatVector.broadcast(SPECIES, Float32Sine.S9);
            FloatVector halfSine = sineTop.fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S3))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S1))
                    .mul(v);
            FloatVector cosineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, Float32Sine.C16)
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector halfCosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            FloatVector sine = halfSine.mul(halfCosine).mul(2);
            sine.mul(w).neg().intoArray(z, i);
            if (g != null) {
                FloatVector cosine = halfSine.mul(halfSine).mul(-2).add(1);
                FloatVector slope = sine.mul(v).mul(2).sub(cosine.mul(w).mul(2 * PI));
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }

    /**
     * The quadratic B-spline on [0, 3]. With w = |x - 3/2|
     *
     * <pre>
     * phi = a^2 - 3 b^2     a = max(3/2 - w, 0)     b = max(1/2 - w, 0)
     * </pre>
     *
     * which is x^2, -2 x^2 + 6 x - 3 and (3 - x)^2 piece by piece. No term is ever large, unlike the powers of x in the
     * textbook's sum, which leave nothing of a result in single precision far from the origin.
     */
    static void phi(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector centred = FloatVector.fromArray(SPECIES, z, i).sub(1.5f);
            FloatVector w = centred.abs();
            FloatVector a = w.neg().add(1.5f).max(0);
            FloatVector b = w.neg().add(0.5f).max(0);
            a.mul(a).sub(b.mul(b).mul(3)).intoArray(z, i);
            if (g != null) {
                FloatVector rising = a.mul(2).sub(b.mul(6));
                VectorMask<Float> falls = centred.compare(VectorOperators.GT, 0);
                FloatVector slope = rising.blend(rising.neg(), falls);
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }

    /**
     * The linear spline wavelet on [0, 3]. It is even about 3/2; with u = 2 x and w = |u - 3|
     *
     * <pre>
     * 12 psi = a - 8 b + 23 c     a = max(3 - w, 0)     b = max(2 - w, 0)     c = max(1 - w, 0)
     * </pre>
     *
     * The slope changes at u = 0, 1, ..., 6, where it is that from the left.
     */
    static void psi(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, z, i).mul(2);
            FloatVector w = u.sub(3).abs();
            FloatVector a = w.neg().add(3).max(0);
            FloatVector b = w.neg().add(2).max(0);
            FloatVector c = w.neg().add(1).max(0);
            c.mul(23).sub(b.mul(8)).add(a).div(12).intoArray(z, i);
            if (g != null) {
                FloatVector slope = FloatVector.zero(SPECIES)
                        .blend(1f / 6, u.compare(VectorOperators.GT, 0))
                        .blend(-7f / 6, u.compare(VectorOperators.GT, 1))
                        .blend(16f / 6, u.compare(VectorOperators.GT, 2))
                        .blend(-16f / 6, u.compare(VectorOperators.GT, 3))
                        .blend(7f / 6, u.compare(VectorOperators.GT, 4))
                        .blend(-1f / 6, u.compare(VectorOperators.GT, 5))
                        .blend(0, u.compare(VectorOperators.GT, 6));
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }
}
