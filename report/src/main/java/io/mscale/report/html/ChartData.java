package io.mscale.report.html;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.figure.Palette;
import io.mscale.report.figure.Styles;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.DetailWindow;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.LearnedCurve;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page's charts as maps and lists, ready for JSON, in an order that is always the same. Contestants and variants are named once and referred to
 * by their index. Numbers are rounded to what a chart can show.
 */
final class ChartData {

    private static final int DIGITS = 5;

    /** More dots than this per box show nothing more; every so many samples one is drawn. */
    private static final int MOST_DOTS = 1000;

    private final Evidence evidence;
    private final List<String> contestants;
    private final List<String> variants;
    private final Styles styles;
    private final List<String> notes = new ArrayList<>();

    ChartData(Evidence evidence) {
        this.evidence = evidence;
        contestants = evidence.contestants();
        variants = evidence.variants();
        styles = Styles.of(evidence);
    }

    /** What could not be read, a line each; known after {@link #toMap}. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    Map<String, Object> toMap() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("contestants", contestants.stream().map(Text::oneLine).toList());
        data.put("colors", contestants.stream().map(styles::colour).toList());
        if (styles.isByVariant()) {
            data.put(
                    "variantColors",
                    variants.stream()
                            .map(variant -> styles.colour(contestants.get(0), variant))
                            .toList());
        }
        data.put("variants", variants.stream().map(Text::oneLine).toList());
        data.put("heat", Palette.VIRIDIS.anchors());
        data.put("tasks", evidence.tasks().stream().map(this::task).toList());
        return data;
    }

    private Map<String, Object> task(String task) {
        List<ReportedCell> cells = evidence.cells(task);
        List<Entry> entries = Entry.of(cells);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", task);
        data.put(
                "loss",
                cells.stream()
                        .filter(cell -> !cell.cell().curve().isEmpty())
                        .map(this::loss)
                        .toList());
        data.put("published", published(PublishedCurves.of(task)));
        data.put("learned", learned(task, entries));
        data.put(
                "frequencies",
                entries.stream()
                        .map(this::frequencies)
                        .filter(map -> !map.isEmpty())
                        .toList());
        data.put(
                "times",
                entries.stream().map(this::times).filter(map -> !map.isEmpty()).toList());
        return data;
    }

    private Map<String, Object> named(ReportedCell cell) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("contestant", contestants.indexOf(cell.contestant()));
        data.put("variant", variants.indexOf(cell.cell().form()));
        return data;
    }

    /** The variant, how it ended if not well, and its error. */
    private static String title(Entry entry) {
        String variant = EntryNames.variant(entry);
        Double testMse = entry.representative().cell().testMse();
        return testMse == null ? variant : variant + ", test MSE " + Figures.error(testMse);
    }

    private Map<String, Object> loss(ReportedCell cell) {
        List<CellRecord.CurvePoint> curve = cell.cell().curve();
        Map<String, Object> data = named(cell);
        data.put("repeat", cell.cell().repeat());
        data.put("steps", curve.stream().map(CellRecord.CurvePoint::step).toList());
        boolean timesCount = CellFigures.timesCount(cell.cell());
        data.put("seconds", rounded(curve, point -> timesCount ? point.seconds() : Double.NaN));
        data.put("mse", rounded(curve, point -> point.testMse() == null ? Double.NaN : point.testMse()));
        return data;
    }

    private static Map<String, Object> published(PublishedCurves published) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", published.source());
        data.put("curves", published.curves().stream().map(ChartData::published).toList());
        return data;
    }

    private static Map<String, Object> published(PublishedCurves.Curve curve) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", curve.name());
        data.put("variant", curve.variant());
        data.put(
                "steps",
                curve.points().stream().map(PublishedCurves.Point::step).toList());
        data.put(
                "mse",
                curve.points().stream().map(PublishedCurves.Point::testMse).toList());
        return data;
    }

    /** Curves on the same points share them: repeats and backends of a seed have the same test set. */
    private Map<String, Object> learned(String task, List<Entry> entries) {
        List<List<@Nullable Double>> points = new ArrayList<>();
        List<List<@Nullable Double>> truths = new ArrayList<>();
        List<Map<String, Object>> networks = new ArrayList<>();
        List<Double> detail = List.of();
        for (Entry entry : entries) {
            ReportedCell cell = entry.representative();
            LearnedCurve curve = learnedCurve(cell);
            if (curve.points().isEmpty()) {
                continue;
            }
            List<@Nullable Double> x = rounded(curve.points(), LearnedCurve.Point::x);
            if (!points.contains(x)) {
                points.add(x);
                truths.add(rounded(curve.points(), LearnedCurve.Point::truth));
            }
            if (detail.isEmpty()) {
                DetailWindow window = DetailWindow.of(task, curve);
                detail = List.of(window.from(), window.to());
            }
            Map<String, Object> data = named(cell);
            data.put("points", points.indexOf(x));
            data.put("prediction", rounded(curve.points(), LearnedCurve.Point::prediction));
            data.put("title", title(entry));
            networks.add(data);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("x", points);
        all.put("truth", truths);
        all.put("detail", detail);
        all.put("networks", networks);
        return all;
    }

    private LearnedCurve learnedCurve(ReportedCell cell) {
        try {
            return LearnedCurve.of(cell.folder()).orElse(new LearnedCurve(List.of()));
        } catch (IOException e) {
            notes.add(String.valueOf(e.getMessage()));
            return new LearnedCurve(List.of());
        }
    }

    private Map<String, Object> frequencies(Entry entry) {
        ReportedCell cell = entry.representative();
        List<CellRecord.CurvePoint> measured = cell.cell().curve().stream()
                .filter(point -> !point.frequencies().isEmpty())
                .toList();
        if (measured.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> data = named(cell);
        data.put("title", title(entry));
        data.put(
                "k",
                measured.get(0).frequencies().stream()
                        .map(CellRecord.Frequency::k)
                        .toList());
        data.put("steps", measured.stream().map(CellRecord.CurvePoint::step).toList());
        data.put(
                "errors",
                measured.stream()
                        .map(point -> rounded(
                                point.frequencies(),
                                error -> error.relativeError() == null ? Double.NaN : error.relativeError()))
                        .toList());
        return data;
    }

    private Map<String, Object> times(Entry entry) {
        return StepTimes.of(entry)
                .map(times -> {
                    Map<String, Object> data = named(entry.representative());
                    List<Double> outliers =
                            times.samples().stream().filter(times::isOutlier).toList();
                    List<Double> others = times.samples().stream()
                            .filter(sample -> !times.isOutlier(sample))
                            .toList();
                    int every = 1 + (others.size() - 1) / MOST_DOTS;
                    data.put("count", times.samples().size());
                    data.put("outlierCount", outliers.size());
                    data.put(
                            "samples",
                            rounded(
                                    IntStream.range(0, others.size())
                                            .filter(i -> i % every == 0)
                                            .mapToObj(others::get)
                                            .toList(),
                                    Double::doubleValue));
                    data.put(
                            "outliers",
                            rounded(outliers.stream().limit(MOST_DOTS).toList(), Double::doubleValue));
                    data.put("quartiles", List.of(times.firstQuartile(), times.median(), times.thirdQuartile()));
                    return data;
                })
                .orElse(Map.of());
    }

    private static <T> List<@Nullable Double> rounded(List<T> items, ToDoubleFunction<T> value) {
        List<@Nullable Double> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(round(value.applyAsDouble(item))));
        return values;
    }

    /** To {@value #DIGITS} digits; a value that is not finite is a gap. */
    private static @Nullable Double round(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == 0) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) + 1 - DIGITS);
        // Dividing by a whole power of ten gives the shortest decimal; multiplying by a fraction does not.
        return unit < 1 ? Math.rint(value / unit) / Math.rint(1 / unit) : Math.rint(value / unit) * unit;
    }
}
