package io.mscale.backend.simd.vector;

/**
 * An activation over ranges of arrays in single precision. Ranges are whole vectors long. Each implementation has its
 * own two loops: a shared loop over functions of vectors would be right, but once it had met three of them the JVM would
 * no longer inline them, and each vector become an object.
 */
interface Float32Activation {

    /** Replaces z by its values. */
    void value(float[] z, int from, int to);

    /** Replaces z by its values, and multiplies g by its derivatives. */
    void valueAndSlope(float[] z, float[] g, int from, int to);
}
