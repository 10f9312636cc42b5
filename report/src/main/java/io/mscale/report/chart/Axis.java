package io.mscale.report.chart;

import java.util.List;

/**
 * An axis.
 *
 * @param name of what is shown along it; empty if that is plain to see
 * @param unit of its numbers; empty if they have none
 * @param scale its range, and whether it is linear, logarithmic or a row of names
 */
public record Axis(String name, String unit, Scale scale) {

    /** Of a panel that has none. */
    public static final Axis NONE = of("", Places.of(List.of()));

    /** An axis whose numbers have no unit. */
    public static Axis of(String name, Scale scale) {
        return new Axis(name, "", scale);
    }

    /** What stands beside it: its name, and its unit in brackets. */
    public String label() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
