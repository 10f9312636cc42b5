/** The spectrum of data given as samples at arbitrary points, and the scales that it asks for. */
@NullMarked
package io.mscale.harness.spectrum;

import org.jspecify.annotations.NullMarked;
