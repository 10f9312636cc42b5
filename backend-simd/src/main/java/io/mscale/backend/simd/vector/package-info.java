/**
 * The loops, written with the Vector API: matrix product, activations, Adam and data movement, for each precision.
 * The only package of this module that uses the API, and compiled separately: the API is an incubator module, which
 * {@code --release} does not know and about which javac always warns.
 */
@NullMarked
package io.mscale.backend.simd.vector;

import org.jspecify.annotations.NullMarked;
