/**
 * Statistics that decide whether a difference is real: intervals for medians, pairwise comparison over forks, noise
 * floor, steady state of step times, performance profiles, change points, and correction for multiple comparisons. Pure
 * functions of numbers, independent of records and output formats. Durations are in seconds; shares and relative
 * differences are fractions (0.01 is one per cent).
 */
@NullMarked
package io.mscale.results.statistics;

import org.jspecify.annotations.NullMarked;
