package io.mscale.report.chart;

/**
 * A part of a chart with axes of its own.
 *
 * @param heading what it shows; empty if the chart's title says so
 * @param x values to the right
 * @param y values upwards
 * @param content what is drawn
 */
public record Panel(String heading, Axis x, Axis y, Content content) {}
