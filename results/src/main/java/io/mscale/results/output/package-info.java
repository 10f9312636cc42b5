/** Writes the reports, every format, into a folder. */
@NullMarked
package io.mscale.results.output;

import org.jspecify.annotations.NullMarked;
