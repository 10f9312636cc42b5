/**
 * Two runs held against each other, cell by cell: what was measured in both, by what factor it differs, and whether that is
 * more than noise. Numbers only; their words are in {@link io.mscale.results.report.change}.
 */
@NullMarked
package io.mscale.results.compare;

import org.jspecify.annotations.NullMarked;
