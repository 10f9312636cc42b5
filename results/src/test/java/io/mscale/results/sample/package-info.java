/** Runs for tests, as evidence. */
@NullMarked
package io.mscale.results.sample;

import org.jspecify.annotations.NullMarked;
