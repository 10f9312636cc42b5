/** Spectral analysis of samples at arbitrary points, and the choice of scales based on it. */
@NullMarked
package io.mscale.harness.spectrum;

import org.jspecify.annotations.NullMarked;
