/** Formatting of numbers for display, the same in every report. */
@NullMarked
package io.mscale.results.number;

import org.jspecify.annotations.NullMarked;
