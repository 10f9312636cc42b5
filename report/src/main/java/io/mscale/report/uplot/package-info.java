/**
 * Charts as data for the page's scripts, which draw them with uPlot. Scripts know no figure: what a chart shows is in its
 * description.
 */
@NullMarked
package io.mscale.report.uplot;

import org.jspecify.annotations.NullMarked;
