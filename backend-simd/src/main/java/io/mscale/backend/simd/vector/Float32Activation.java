package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Argument;

/**
 * An activation over ranges of arrays in single precision. Ranges are whole vectors long. Each implementation has its
 * own two loops: a shared loop over functions of vectors would be right, but once it had met three of them the JVM would
 * no longer inline them, and each vector become an object.
 *
 * <p>Nor are there functions of vectors at all, be it for a polynomial that two loops share: where the JVM compiles such a
 * function before the loop that calls it, it finds it too large to inline. And it stops inlining in a loop that has grown
 * large, first of all what reads a vector as one of another type: these come first in a loop, long polynomials last.
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
