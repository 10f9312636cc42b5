/**
 * The data shown in reports, derived from records alone: runs reported together, contestants and their cells, learned
 * curves, frequency errors, step-time distributions, and published curves. Independent of output formats.
 */
@NullMarked
package io.mscale.results.evidence;

import org.jspecify.annotations.NullMarked;
