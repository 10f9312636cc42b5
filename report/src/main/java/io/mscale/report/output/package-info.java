/** Writes the reports of every format into a folder. */
@NullMarked
package io.mscale.report.output;

import org.jspecify.annotations.NullMarked;
