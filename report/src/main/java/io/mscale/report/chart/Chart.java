package io.mscale.report.chart;

import java.util.List;

/**
 * Description of a chart, independent of the renderer.
 *
 * @param description what was trained, and where
 * @param panels its parts, all with the same kind of content; for learned curves the whole and a detail alternate
 * @param note a note below it; empty if there is none
 */
public record Chart(String title, String description, List<Panel> panels, String note) {

    public Chart {
        panels = List.copyOf(panels);
    }

    public static Chart of(String title, String description, Axis x, Axis y, Content content, String note) {
        return new Chart(title, description, List.of(new Panel("", x, y, content)), note);
    }

    /**
     * A part of a chart with its own axes.
     *
     * @param heading what it shows; empty if the chart's title says so
     */
    public record Panel(String heading, Axis x, Axis y, Content content) {}

    /**
     * An axis.
     *
     * @param name the quantity shown along it; empty if that is obvious
     * @param unit unit of its numbers; empty if they have none
     */
    public record Axis(String name, String unit, Scale scale) {

        /** The axis of a panel without axes. */
        public static final Axis NONE = of("", Scale.Places.of(List.of()));

        public static Axis of(String name, Scale scale) {
            return new Axis(name, "", scale);
        }

        /** The axis label: its name, and its unit in brackets. */
        public String label() {
            return unit.isEmpty() ? name : name + " (" + unit + ")";
        }
    }

    /** Unit of an axis of durations, named as in {@link io.mscale.results.number.Formats#duration}. */
    public record TimeUnit(String symbol, double perSecond) {

        /** The largest unit in which the longest duration is at least one, or the smallest unit if there is none. */
        public static TimeUnit of(double longestSeconds) {
            return longestSeconds < 1e-3
                    ? new TimeUnit("us", 1e6)
                    : longestSeconds < 1 ? new TimeUnit("ms", 1e3) : new TimeUnit("s", 1);
        }

        public double from(double seconds) {
            return seconds * perSecond;
        }
    }
}
