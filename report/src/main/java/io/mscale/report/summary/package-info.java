/** The short reports: what ends a run on the console, and {@code report.md}. */
@NullMarked
package io.mscale.report.summary;

import org.jspecify.annotations.NullMarked;
