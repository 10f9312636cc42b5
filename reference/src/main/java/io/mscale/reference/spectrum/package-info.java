/** Spectral analysis of samples at arbitrary points. */
@NullMarked
package io.mscale.reference.spectrum;

import org.jspecify.annotations.NullMarked;
