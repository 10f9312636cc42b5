/**
 * Descriptions of charts: axes, lines, boxes, heat maps, pictures, their names and colours. Nothing here draws;
 * {@code report.svg} and {@code report.html} do, from the same description.
 */
@NullMarked
package io.mscale.report.chart;

import org.jspecify.annotations.NullMarked;
