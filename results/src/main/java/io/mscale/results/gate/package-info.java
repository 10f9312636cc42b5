/**
 * The verdict on a comparison of two runs, for a build to act on. Numbers and reasons; independent of output formats.
 */
@NullMarked
package io.mscale.results.gate;

import org.jspecify.annotations.NullMarked;
