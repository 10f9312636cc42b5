package io.mscale.report.chart;

import java.util.List;

/** Maps values to positions on an axis. */
public sealed interface Scale permits LinearScale, LogScale, Places {

    /** The position of a value: 0 at the start of the axis, 1 at its end, NaN if it is not on the axis. */
    double at(double value);

    /** The marks in ascending order. */
    List<Tick> ticks();
}
