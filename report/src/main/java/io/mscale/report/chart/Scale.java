package io.mscale.report.chart;

import java.util.List;

/** How an axis maps values. */
public sealed interface Scale permits LinearScale, LogScale, Places {

    /** Where a value lies: 0 at the axis' beginning, 1 at its end, not a number if it has no place on the axis. */
    double at(double value);

    /** The marks in ascending order. */
    List<Tick> ticks();
}
