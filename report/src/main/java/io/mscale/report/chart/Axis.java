package io.mscale.report.chart;

import java.util.List;

/**
 * An axis.
 *
 * @param name the quantity shown along it; empty if that is obvious
 * @param unit unit of its numbers; empty if they have none
 * @param scale its range, and whether it is linear, logarithmic or categorical
 */
public record Axis(String name, String unit, Scale scale) {

    /** The axis of a panel without axes. */
    public static final Axis NONE = of("", Places.of(List.of()));

    /** An axis whose numbers have no unit. */
    public static Axis of(String name, Scale scale) {
        return new Axis(name, "", scale);
    }

    /** The axis label: its name, and its unit in brackets. */
    public String label() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
