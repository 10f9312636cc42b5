/**
 * Charts as data for the page's scripts, which draw them with uPlot. The scripts know nothing about particular
 * figures: the description holds everything.
 */
@NullMarked
package io.mscale.report.uplot;

import org.jspecify.annotations.NullMarked;
