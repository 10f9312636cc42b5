/** What the user sees during and after a run: progress, reports, verdicts and the summary of a CI job. */
@NullMarked
package io.mscale.harness.report;

import org.jspecify.annotations.NullMarked;
