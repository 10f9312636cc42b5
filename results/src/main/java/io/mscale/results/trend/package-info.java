/**
 * Trends of metrics over the runs of a history, with the points at which they changed. Numbers only, no output format.
 */
@NullMarked
package io.mscale.results.trend;

import org.jspecify.annotations.NullMarked;
