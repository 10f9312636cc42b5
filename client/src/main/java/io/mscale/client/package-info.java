/**
 * For programs that use what was trained: {@link io.mscale.client.Mscale} loads the network that a cell of a run has kept. It
 * needs no backend and no native library.
 */
@NullMarked
package io.mscale.client;

import org.jspecify.annotations.NullMarked;
