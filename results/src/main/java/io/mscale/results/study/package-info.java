/**
 * Conclusions of studies: for each claim of the chapter a sentence with the measured numbers, and whether they
 * support the claim. Computed from records, and for sums of networks from their cells' predictions, so that {@code report}
 * can repeat it.
 */
@NullMarked
package io.mscale.results.study;

import org.jspecify.annotations.NullMarked;
