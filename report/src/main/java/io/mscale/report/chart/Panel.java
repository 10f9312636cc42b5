package io.mscale.report.chart;

/**
 * A part of a chart with its own axes.
 *
 * @param heading what it shows; empty if the chart's title says so
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param content what is drawn
 */
public record Panel(String heading, Axis x, Axis y, Content content) {}
