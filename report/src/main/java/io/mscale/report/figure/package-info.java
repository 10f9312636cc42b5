/** The figures of a report: one class for each builds, from the evidence, the chart shared by page and files. */
@NullMarked
package io.mscale.report.figure;

import org.jspecify.annotations.NullMarked;
