/**
 * What each figure of a report shows of the evidence: one class for each builds the chart that page and files have in
 * common.
 */
@NullMarked
package io.mscale.report.figure;

import org.jspecify.annotations.NullMarked;
