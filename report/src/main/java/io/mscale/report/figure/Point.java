package io.mscale.report.figure;

/** A point of a line, in the units of the axes. A gap in the line has no finite y. */
record Point(double x, double y) {}
