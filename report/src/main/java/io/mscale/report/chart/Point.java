package io.mscale.report.chart;

/** A point of a line, in the units of the axes. A gap in the line has no finite y. */
public record Point(double x, double y) {}
