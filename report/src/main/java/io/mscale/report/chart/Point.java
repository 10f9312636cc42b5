package io.mscale.report.chart;

/** A point of a line, in the units of the axes. A y that is not finite marks a gap. */
public record Point(double x, double y) {}
