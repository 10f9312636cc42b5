/** The choice of scales from the spectrum of the data. */
@NullMarked
package io.mscale.harness.spectrum;

import org.jspecify.annotations.NullMarked;
