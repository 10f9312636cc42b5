package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Argument;

/**
 * An activation over ranges of arrays in single precision. Ranges are whole vectors long. Each implementation has its
 * own two loops: a shared loop over functions of vectors would be right, but once it had met three of them the JVM would
 * no longer inline them, and each vector become an object.
 */
interface Float32Activation {

    /** What stands in place of z in what follows. */
    default Argument argument() {
        return Argument.PLAIN;
    }

    /** Replaces z by its values. */
    void value(float[] z, int from, int to);

    /** Replaces z by its values, and multiplies g by its derivatives. */
    void valueAndSlope(float[] z, float[] g, int from, int to);

    /**
     * As {@link #value(float[], int, int)}.
     *
     * @param bound no |z| is larger; not a number where z may not be one
     */
    default void value(float[] z, int from, int to, double bound) {
        value(z, from, to);
    }

    /** As {@link #valueAndSlope(float[], float[], int, int)}, with the same bound. */
    default void valueAndSlope(float[] z, float[] g, int from, int to, double bound) {
        valueAndSlope(z, g, from, to);
    }
}
