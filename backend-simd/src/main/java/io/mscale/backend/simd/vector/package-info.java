/**
 * The loops, written with the Vector API: the matrix product, the activations, Adam, and what moves numbers about, for
 * each precision. The one package of this module that uses the API, and compiled by itself: it is an incubator module, which
 * {@code --release} does not know and of which javac always warns.
 */
@NullMarked
package io.mscale.backend.simd.vector;

import org.jspecify.annotations.NullMarked;
