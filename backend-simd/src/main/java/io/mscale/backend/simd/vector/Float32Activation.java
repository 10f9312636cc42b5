package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Kernels.Argument;
import org.jspecify.annotations.Nullable;

/**
 * An activation over ranges of arrays in single precision. Each has a loop of its own: a shared loop over functions of
 * vectors would be right, but after three different functions the JVM no longer inlines them, and every vector becomes
 * an object.
 *
 * <p>Nor are there functions of vectors, not even for a polynomial that two loops share: if the JVM compiles such a
 * function before the loop that calls it, it finds it too large to inline. It also stops inlining in a loop that has
 * grown large, beginning with conversions between vector types: these come first in a loop, long polynomials last.
 */
interface Float32Activation {

    /** What replaces z in {@link #apply}. */
    default Argument argument() {
        return Argument.PLAIN;
    }

    /**
     * Replaces z by the activation's values and multiplies g, if given, by the derivatives.
     *
     * @param to from + a whole number of vectors
     * @param bound an upper bound of |z|; NaN where z may be NaN
     */
    void apply(float[] z, float @Nullable [] g, int from, int to, double bound);
}
