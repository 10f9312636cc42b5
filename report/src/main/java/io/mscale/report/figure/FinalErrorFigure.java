package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Quantile;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Formats;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Test errors at the end of the training, the lowest first, for tasks with more entries than a chart has colours. */
final class FinalErrorFigure {

    private static final double WIDTH = 1.3;

    private FinalErrorFigure() {}

    private record Row(Entry entry, List<Double> errors) {

        Row {
            errors = List.copyOf(errors);
        }

        static Row of(Entry entry) {
            return new Row(
                    entry,
                    entry.ended().stream()
                            .map(CellRecord::testMse)
                            .filter(Objects::nonNull)
                            .filter(Decimal::isDrawableLog)
                            .sorted()
                            .toList());
        }

        double quantile(double p) {
            return Quantile.of(errors.stream().mapToDouble(Double::doubleValue).toArray(), p);
        }
    }

    /** The figure; empty if curves show as much, or if no entry has an error to draw. */
    static Optional<Chart> of(TaskEntries task) {
        List<Row> all = task.entries().stream().map(Row::of).toList();
        List<Row> rows = all.stream()
                .filter(row -> !row.errors().isEmpty())
                .sorted(Comparator.comparingDouble(row -> row.quantile(0.5)))
                .toList();
        if (task.entries().size() <= Styles.most() || rows.isEmpty()) {
            return Optional.empty();
        }
        Labels labels = Labels.of(task.entries());
        List<Content.Box> boxes =
                rows.stream().map(row -> box(task, labels, row)).toList();
        List<String> names = boxes.stream().map(box -> box.name().toString()).toList();
        String missing = all.stream()
                .filter(row -> row.errors().isEmpty())
                .map(row -> labels.of(row.entry()).toString())
                .collect(Collectors.joining(", "));
        int most = rows.stream().mapToInt(row -> row.errors().size()).max().orElse(1);
        String boxed = "Sorted by median."
                + (most == 1 ? "" : " Boxes: quartiles over up to " + most + " repeats; whiskers: all of them.");
        return Optional.of(task.chart(
                "test error at the end",
                Chart.Axis.of(
                        "final test error (MSE)",
                        Scale.Log.around(rows.stream()
                                .flatMap(row -> row.errors().stream())
                                .mapToDouble(Double::doubleValue))),
                Chart.Axis.of("", Scale.Places.of(names)),
                new Content.Boxes(boxes),
                boxed + (missing.isEmpty() ? "" : " No error: " + missing + ".")));
    }

    private static Content.Box box(TaskEntries task, Labels labels, Row row) {
        Entry entry = row.entry();
        String variant = entry.contest().variant();
        return new Content.Box(
                labels.of(entry),
                Stroke.solid(task.styles().colour(entry.contestant(), variant), WIDTH),
                !task.styles().dash(variant).isEmpty(),
                row.errors(),
                List.of(),
                Stream.of(0.25, 0.5, 0.75).map(row::quantile).toList(),
                Formats.error(row.quantile(0.5)));
    }
}
