/** Short reports: the console output at the end of a run, and {@code report.md}. */
@NullMarked
package io.mscale.report.summary;

import org.jspecify.annotations.NullMarked;
