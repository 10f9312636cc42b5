/**
 * The arithmetic peak, written with the Vector API. The one package that does so, and compiled by itself: the API is an
 * incubator module, which {@code --release} does not know and of which javac always warns.
 */
@NullMarked
package io.mscale.worker.machine.vector;

import org.jspecify.annotations.NullMarked;
