/** A comparison of two runs as a verdict that a build can act on. Numbers and reasons; no format of output is known here. */
@NullMarked
package io.mscale.results.gate;

import org.jspecify.annotations.NullMarked;
