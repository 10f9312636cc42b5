/**
 * The network: its shape, the scales of its first layer, its activations, where its parameters lie in a flat array and where
 * they start. {@link io.mscale.api.network.Variant} and what belongs to it say how users name networks; tasks and the
 * conformance kit need that, backends do not.
 */
@NullMarked
package io.mscale.api.network;

import org.jspecify.annotations.NullMarked;
