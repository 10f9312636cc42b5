package io.mscale.report.uplot;

import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.LinearScale;
import io.mscale.report.chart.LogScale;
import io.mscale.report.chart.Name;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Panel;
import io.mscale.report.chart.Places;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Stroke;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a page as maps and lists for JSON, always in the same order. Numbers have as many digits as a chart
 * can show. Columns of numbers, and lists of places, are shared by many lines, so they are kept in one table and
 * referred to by index.
 */
public final class ChartIsland {

    private static final int DIGITS = 5;

    private static final MathContext END = new MathContext(12);

    /** Maximum number of dots per box; of more samples only every n-th is drawn, since more dots show nothing new. */
    private static final int MOST_DOTS = 1000;

    private final Map<List<@Nullable Double>, Integer> arrays = new LinkedHashMap<>();
    private final Map<List<String>, Integer> places = new LinkedHashMap<>();

    private ChartIsland() {}

    /** The data of the groups, in page order. */
    public static Map<String, Object> of(List<ChartGroup> groups) {
        ChartIsland island = new ChartIsland();
        List<Map<String, Object>> all = groups.stream().map(island::group).toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("heat", Palette.VIRIDIS.anchors());
        data.put("arrays", List.copyOf(island.arrays.keySet()));
        data.put("places", List.copyOf(island.places.keySet()));
        data.put("groups", all);
        return data;
    }

    private Map<String, Object> group(ChartGroup group) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", group.id());
        data.put("choice", group.choice());
        data.put("list", group.isList());
        data.put("parts", group.parts());
        data.put("options", group.options().stream().map(this::option).toList());
        return data;
    }

    private Map<String, Object> option(ChartGroup.Option option) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("label", option.label());
        data.put("chart", chart(option.chart()));
        return data;
    }

    private Map<String, Object> chart(Chart chart) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", chart.title());
        data.put("note", chart.note());
        data.put("panels", chart.panels().stream().map(this::panel).toList());
        return data;
    }

    private Map<String, Object> panel(Panel panel) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("heading", panel.heading());
        data.put("x", axis(panel.x()));
        data.put("y", axis(panel.y()));
        if (panel.content() instanceof Content.Lines lines) {
            lines(lines, panel, data);
        } else if (panel.content() instanceof Content.Boxes boxes) {
            data.put("boxes", boxes.boxes().stream().map(this::box).toList());
        } else if (panel.content() instanceof Content.HeatMap map) {
            data.put("heat", heat(map));
        }
        return data;
    }

    private Map<String, Object> axis(Axis axis) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("label", axis.label());
        data.put("name", axis.name());
        data.put("unit", axis.unit());
        if (axis.scale() instanceof LinearScale linear) {
            data.put("min", exact(linear.low()));
            data.put("max", exact(linear.high()));
        } else if (axis.scale() instanceof LogScale log) {
            data.put("min", log.low());
            data.put("max", log.high());
            data.put("log", true);
        } else if (axis.scale() instanceof Places all) {
            data.put(
                    "places",
                    IntStream.range(0, all.names().size())
                            .mapToObj(i -> index(
                                    places,
                                    all.details().isEmpty()
                                            ? List.of(all.names().get(i))
                                            : List.of(
                                                    all.names().get(i),
                                                    all.details().get(i))))
                            .toList());
        }
        return data;
    }

    private void lines(Content.Lines lines, Panel panel, Map<String, Object> data) {
        data.put("lines", lines.lines().stream().map(line -> line(line, panel)).toList());
        data.put("order", lines.inOrder().stream().map(lines.lines()::indexOf).toList());
        Content.Range shaded = lines.shaded();
        if (shaded != null) {
            data.put("shaded", List.of(shaded.from(), shaded.to()));
        }
        if (!lines.events().isEmpty()) {
            data.put("events", lines.events().stream().map(ChartIsland::event).toList());
        }
    }

    private Map<String, Object> line(Line line, Panel panel) {
        Map<String, Object> data = look(line.name(), line.stroke());
        data.put("width", line.stroke().width());
        data.put("dash", line.stroke().dash());
        if (line.role() == Line.Role.REPEAT) {
            data.put("repeat", true);
        }
        if (line.marked()) {
            data.put("marked", true);
        }
        boolean isLog = panel.y().scale() instanceof LogScale;
        data.put("x", column(line.points(), Point::x));
        data.put("y", column(line.points(), point -> isLog && point.y() <= 0 ? Double.NaN : point.y()));
        if (!line.band().isEmpty()) {
            data.put("lower", column(line.band(), Line.Interval::lower));
            data.put("upper", column(line.band(), Line.Interval::upper));
        }
        return data;
    }

    private static Map<String, Object> event(Content.Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("x", event.x());
        data.put("text", event.text());
        data.put("worse", event.isWorse());
        return data;
    }

    private Map<String, Object> box(Content.Box box) {
        Map<String, Object> data = look(box.name(), box.stroke());
        int every = 1 + (box.inside().size() - 1) / MOST_DOTS;
        data.put("samples", box.inside().size() + box.outliers().size());
        data.put("beyond", box.outliers().size());
        data.put(
                "inside",
                column(
                        IntStream.range(0, box.inside().size())
                                .filter(i -> i % every == 0)
                                .mapToObj(box.inside()::get)
                                .toList(),
                        Double::doubleValue));
        data.put("outliers", column(box.outliers().stream().limit(MOST_DOTS).toList(), Double::doubleValue));
        data.put("quartiles", box.quartiles().stream().map(ChartIsland::round).toList());
        return data;
    }

    private static Map<String, Object> look(Name name, Stroke stroke) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", List.of(name.beginning(), name.ending()));
        data.put("colour", stroke.colour());
        return data;
    }

    private Map<String, Object> heat(Content.HeatMap map) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("values", map.values());
        data.put("at", column(map.at(), Double::doubleValue));
        data.put("edges", column(map.edges(), Double::doubleValue));
        data.put(
                "columns",
                map.columns().stream()
                        .map(column -> column(column, Double::doubleValue))
                        .toList());
        return data;
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
