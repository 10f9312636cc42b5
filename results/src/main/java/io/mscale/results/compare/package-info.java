/**
 * Comparison of two runs cell by cell: what both measured, by what factor it differs, and whether the difference
 * exceeds the noise. Numbers only; the wording is in {@code io.mscale.report.change}.
 */
@NullMarked
package io.mscale.results.compare;

import org.jspecify.annotations.NullMarked;
