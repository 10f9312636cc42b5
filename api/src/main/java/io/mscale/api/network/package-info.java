/**
 * The network: its shape, the scales of its first layer, its activations, where its parameters lie in a flat array, how
 * they start and how much work one pass is.
 */
@NullMarked
package io.mscale.api.network;

import org.jspecify.annotations.NullMarked;
