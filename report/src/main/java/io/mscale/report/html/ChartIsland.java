package io.mscale.report.html;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Scale;
import io.mscale.report.text.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a page as maps and lists for JSON, always in the same order; the page's scripts draw them with uPlot
 * and know nothing about particular figures. Numbers have as many digits as a chart can show. Columns of numbers, and
 * lists of places, are shared by many lines, so they are kept in one table and referred to by index.
 */
final class ChartIsland {

    private static final int DIGITS = 5;
    private static final MathContext END = new MathContext(12);

    /** Maximum number of dots per box; of more samples only every n-th is drawn, since more dots show nothing new. */
    private static final int MOST_DOTS = 1000;

    /** The dashes of dots without a line, for the scripts. */
    private static final List<Integer> DOTS = List.of(0);

    private final Map<List<@Nullable Double>, Integer> arrays = new LinkedHashMap<>();
    private final Map<List<String>, Integer> places = new LinkedHashMap<>();

    private ChartIsland() {}

    static Map<String, Object> of(List<ChartGroup> groups) {
        ChartIsland island = new ChartIsland();
        List<Map<String, Object>> all = groups.stream().map(island::group).toList();
        return JsonObject.of(
                "heat", Palette.VIRIDIS.anchors(),
                "arrays", List.copyOf(island.arrays.keySet()),
                "places", List.copyOf(island.places.keySet()),
                "groups", all);
    }

    private Map<String, Object> group(ChartGroup group) {
        return JsonObject.of(
                "id", group.id(),
                "choice", group.choice(),
                "list", group.isList(),
                "parts", group.parts(),
                "options", group.options().stream().map(this::option).toList());
    }

    private Map<String, Object> option(ChartGroup.Option option) {
        Chart chart = option.chart();
        List<Map<String, Object>> panels =
                chart.panels().stream().map(this::panel).toList();
        return JsonObject.of(
                "label", option.label(),
                "chart", JsonObject.of("title", chart.title(), "note", chart.note(), "panels", panels));
    }

    private Map<String, Object> panel(Chart.Panel panel) {
        Map<String, Object> data =
                JsonObject.of("heading", panel.heading(), "x", axis(panel.x()), "y", axis(panel.y()));
        if (panel.content() instanceof Content.Lines lines) {
            data.putAll(lines(lines, panel.y().scale() instanceof Scale.Log));
        } else if (panel.content() instanceof Content.Boxes boxes) {
            data.put("boxes", boxes.boxes().stream().map(this::box).toList());
        } else if (panel.content() instanceof Content.HeatMap map) {
            data.put("heat", heat(map));
        }
        return data;
    }

    private Map<String, Object> axis(Chart.Axis axis) {
        Map<String, Object> data = JsonObject.of("label", axis.label(), "name", axis.name(), "unit", axis.unit());
        if (axis.scale() instanceof Scale.Linear linear) {
            data.putAll(JsonObject.of("min", exact(linear.low()), "max", exact(linear.high())));
        } else if (axis.scale() instanceof Scale.Log log) {
            data.putAll(JsonObject.of("min", log.low(), "max", log.high(), "log", true));
        } else if (axis.scale() instanceof Scale.Places all) {
            data.put("places", indices(all));
        }
        return data;
    }

    private List<Integer> indices(Scale.Places all) {
        List<Integer> indices = new ArrayList<>();
        for (String name : all.names()) {
            List<String> place = all.details().isEmpty()
                    ? List.of(name)
                    : List.of(name, all.details().get(indices.size()));
            indices.add(index(places, place));
        }
        return indices;
    }

    private Map<String, Object> lines(Content.Lines lines, boolean isLog) {
        Map<String, Object> data = JsonObject.of(
                "lines", lines.lines().stream().map(line -> line(line, isLog)).toList(),
                "order", lines.inOrder().stream().map(lines.lines()::indexOf).toList(),
                "shaded", ends(lines.shaded()),
                "events",
                        lines.events().isEmpty()
                                ? null
                                : lines.events().stream()
                                        .map(ChartIsland::event)
                                        .toList(),
                "beyond",
                        lines.beyond().isEmpty()
                                ? null
                                : lines.beyond().stream()
                                        .map(ChartIsland::place)
                                        .toList());
        data.values().removeIf(Objects::isNull);
        return data;
    }

    private static Map<String, Object> event(Content.Event event) {
        Map<String, Object> data = JsonObject.of(
                "x", event.x(),
                "text", event.text(),
                "worse", event.worse(),
                "mark",
                        switch (event.mark()) {
                            case FROM_HERE -> null;
                            case HERE -> "here";
                            case ON_AXIS -> "axis";
                            case TOLD -> "told";
                        });
        data.values().removeIf(Objects::isNull);
        return data;
    }

    private static @Nullable List<Double> ends(Line.@Nullable Interval range) {
        return range == null ? null : List.of(range.lower(), range.upper());
    }

    private Map<String, Object> line(Line line, boolean isLog) {
        List<Line.Interval> band = line.band();
        Map<String, Object> data = JsonObject.of(
                "name", name(line.name()),
                "colour", line.stroke().colour(),
                "width", line.stroke().width(),
                "dash", line.stroke().isDots() ? DOTS : line.stroke().dash(),
                "repeat", line.role() == Line.Role.REPEAT ? true : null,
                "marked", line.marked() ? true : null,
                "x", column(line.points(), Line.Point::x),
                "y", column(line.points(), point -> isLog && point.y() <= 0 ? Double.NaN : point.y()),
                "lower", band.isEmpty() ? null : column(band, Line.Interval::lower),
                "upper", band.isEmpty() ? null : column(band, Line.Interval::upper),
                "best", place(line.best()),
                "kept", place(line.kept()));
        data.values().removeIf(Objects::isNull);
        return data;
    }

    private static @Nullable List<@Nullable Double> place(Line.@Nullable Point point) {
        if (point == null) {
            return null;
        }
        List<@Nullable Double> place = new ArrayList<>();
        place.add(round(point.x()));
        place.add(round(point.y()));
        return place;
    }

    private Map<String, Object> box(Content.Box box) {
        int every = 1 + (box.inside().size() - 1) / MOST_DOTS;
        List<Double> shown = IntStream.range(0, box.inside().size())
                .filter(i -> i % every == 0)
                .mapToObj(box.inside()::get)
                .toList();
        return JsonObject.of(
                "name", name(box.name()),
                "colour", box.stroke().colour(),
                "samples", box.inside().size() + box.outliers().size(),
                "beyond", box.outliers().size(),
                "inside", column(shown),
                "outliers", column(box.outliers().stream().limit(MOST_DOTS).toList()),
                "quartiles", box.quartiles().stream().map(ChartIsland::round).toList());
    }

    private static List<String> name(Line.Name name) {
        return List.of(name.beginning(), name.ending());
    }

    private Map<String, Object> heat(Content.HeatMap map) {
        return JsonObject.of(
                "values", map.values(),
                "at", column(map.at()),
                "edges", column(map.edges()),
                "columns", map.columns().stream().map(this::column).toList());
    }

    private int column(List<Double> values) {
        return column(values, Double::doubleValue);
    }

    private <T> int column(List<T> items, ToDoubleFunction<T> value) {
        List<@Nullable Double> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(round(value.applyAsDouble(item))));
        return index(arrays, values);
    }

    private static <T> int index(Map<T, Integer> known, T thing) {
        return known.computeIfAbsent(thing, key -> known.size());
    }

    /** The end of an axis without rounding errors: it has a tick. */
    private static double exact(double end) {
        return new BigDecimal(end).round(END).doubleValue();
    }

    /** Rounds to {@value #DIGITS} digits; a value that is not finite becomes a gap. */
    private static @Nullable Double round(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == 0) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) + 1 - DIGITS);
        // Division by an exact power of ten gives the shortest decimal; multiplication by a fraction does not.
        return unit < 1 ? Math.rint(value / unit) / Math.rint(1 / unit) : Math.rint(value / unit) * unit;
    }
}
