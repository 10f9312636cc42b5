/** Writes the reports of a run to its folder, the console and the summary of a CI job. */
@NullMarked
package io.mscale.harness.report;

import org.jspecify.annotations.NullMarked;
