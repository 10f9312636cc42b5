/**
 * Trained networks as files, which any backend and any language can read: {@code network.json}, {@code parameters.npy} and
 * {@code optimizer.npz}.
 */
@NullMarked
package io.mscale.record.network;

import org.jspecify.annotations.NullMarked;
