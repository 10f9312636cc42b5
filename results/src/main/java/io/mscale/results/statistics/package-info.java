/**
 * Whether a difference is real: intervals for medians, the comparison of two contestants over their forks, the noise of a
 * machine, the steadiness of a series of step times, times to a target with misses, performance profiles, change
 * points of a long series, and the correction for many comparisons. Pure functions of numbers; no record and no format of output is known here. Durations
 * are in seconds, shares and relative differences are fractions: 0.01 is one per cent.
 */
@NullMarked
package io.mscale.results.statistics;

import org.jspecify.annotations.NullMarked;
