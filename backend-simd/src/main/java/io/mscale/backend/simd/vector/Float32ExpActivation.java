package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activations that are made from an exponential function, in single precision. Its values come first, a strip at a time;
 * what takes them is a loop of its own, so that no loop grows too large for the JVM.
 */
abstract class Float32ExpActivation implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** 6 kB: as many numbers as stay, three times, in the first-level cache. */
    private static final int STRIP = 6144 / Float.BYTES;

    private static final ThreadLocal<float[]> STRIPS = ThreadLocal.withInitial(() -> new float[STRIP]);

    /** Writes what is to be exponentiated of a strip of z, numbers that are not positive, to the begin of y: -z^2 / 2. */
    void exponents(float[] z, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.mul(x).mul(-0.5f).intoArray(y, i - from);
        }
    }

    /** Replaces the first numbers y, which are not positive, by their exponential function. */
    void exponential(float[] y, int count) {
        Float32Exp.ofNegative(y, count);
    }

    /** As {@link #value(float[], int, int)} for a strip whose exponential function begins in e. */
    abstract void value(float[] z, float[] e, int from, int to);

    /** As {@link #valueAndSlope(float[], float[], int, int)} for a strip whose exponential function begins in e. */
    abstract void valueAndSlope(float[] z, float[] g, float[] e, int from, int to);

    @Override
    public final void value(float[] z, int from, int to) {
        float[] e = STRIPS.get();
        for (int begin = from; begin < to; begin += STRIP) {
            int end = Math.min(begin + STRIP, to);
            exponents(z, e, begin, end);
            exponential(e, end - begin);
            value(z, e, begin, end);
        }
    }

    @Override
    public final void valueAndSlope(float[] z, float[] g, int from, int to) {
        float[] e = STRIPS.get();
        for (int begin = from; begin < to; begin += STRIP) {
            int end = Math.min(begin + STRIP, to);
            exponents(z, e, begin, end);
            exponential(e, end - begin);
            valueAndSlope(z, g, e, begin, end);
        }
    }
}
