/**
 * The arithmetic peak, measured with the Vector API. Only this package uses the API, and it is compiled separately:
 * {@code --release} does not support incubator modules, and javac always warns about them.
 */
@NullMarked
package io.mscale.worker.machine.vector;

import org.jspecify.annotations.NullMarked;
