/** Spectral analysis of samples at arbitrary points, and the choice of scales from it. */
@NullMarked
package io.mscale.reference.spectrum;

import org.jspecify.annotations.NullMarked;
