package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Scale;
import io.mscale.results.evidence.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When each frequency was learned: relative error by step or time as a heat map, one panel for each variant. */
final class FrequencyFigure {

    /** Half the width, as a ratio, of a column without a neighbour. */
    private static final double ALONE = 2;

    private static final String OF_DATA =
            "k: the strongest lines of the training data, per unit of the network's inputs;"
                    + " with several inputs, bands of |k|.";

    private FrequencyFigure() {}

    private record Row(Entry entry, List<CurvePoint> curve, List<Double> edges) {

        static Row of(Entry entry, Against against) {
            List<CurvePoint> curve = entry.representative().cell().curve().stream()
                    .filter(point -> against.value.applyAsDouble(point) > 0)
                    .toList();
            return new Row(
                    entry,
                    curve,
                    edges(curve.stream().mapToDouble(against.value).toArray()));
        }

        /**
         * The edges of the columns over a logarithmic axis: each column extends to the geometric mean of its place and
         * the next; the outer ones extend as far outwards as inwards.
         */
        private static List<Double> edges(double[] places) {
            int n = places.length;
            if (n == 0) {
                return List.of();
            }
            Double[] edges = new Double[n + 1];
            for (int i = 1; i < n; i++) {
                edges[i] = StrictMath.sqrt(places[i - 1] * places[i]);
            }
            double first = places[0];
            double last = places[n - 1];
            edges[0] = n == 1 ? first / ALONE : first * first / edges[1];
            edges[n] = n == 1 ? last * ALONE : last * last / edges[n - 1];
            return List.of(edges);
        }

        boolean isMeasured() {
            return !FrequencyRow.of(curve.stream()).isEmpty();
        }

        boolean isOfData() {
            return curve.stream().flatMap(point -> point.frequencies().stream()).anyMatch(Frequency::ofData);
        }
    }

    /** Against steps; empty if no frequency was measured after the first step. */
    static Optional<Chart> overSteps(TaskEntries task, TaskEntries.Competitor competitor) {
        return chart(task, competitor, Against.STEPS);
    }

    /** Against training time, for entries whose times count; empty if none of them measured a frequency. */
    static Optional<Chart> overSeconds(TaskEntries task, TaskEntries.Competitor competitor) {
        return chart(task, competitor, Against.SECONDS);
    }

    private static Optional<Chart> chart(TaskEntries task, TaskEntries.Competitor competitor, Against against) {
        List<Row> rows = competitor.entries().stream()
                .filter(entry -> against.counts.test(entry.representative().cell()))
                .map(entry -> Row.of(entry, against))
                .filter(Row::isMeasured)
                .toList();
        boolean ofData = rows.stream().anyMatch(Row::isOfData);
        // The frequencies of a task are the same for all; those of data may differ with the seed.
        List<FrequencyRow> common = FrequencyRow.of(rows.stream().flatMap(row -> row.curve().stream()));
        // A common axis, so that the variants can be compared.
        double from = rows.stream().mapToDouble(row -> row.edges().get(0)).min().orElse(1);
        double to = rows.stream()
                .mapToDouble(row -> row.edges().get(row.curve().size()))
                .max()
                .orElse(1);
        Chart.Axis x = against.axis(Scale.Log.exactly(from, to));
        List<Chart.Panel> panels = new ArrayList<>();
        for (Row row : rows) {
            List<FrequencyRow> frequencies = ofData ? FrequencyRow.of(row.curve().stream()) : common;
            Chart.Axis y = Chart.Axis.of("angular frequency k", Scale.Places.of(FrequencyRow.names(frequencies)));
            List<List<Double>> values = row.curve().stream()
                    .map(point -> frequencies.stream()
                            .map(frequency -> frequency.error(point))
                            .toList())
                    .toList();
            List<Double> at = row.curve().stream()
                    .map(point -> against.value.applyAsDouble(point))
                    .toList();
            Content map = new Content.HeatMap("relative error", at, row.edges(), values);
            panels.add(new Chart.Panel(TaskEntries.variantAndRepeat(row.entry()), x, y, map));
        }
        return task.chart("how " + competitor.name() + " learned each frequency, " + against.title, panels)
                .map(chart -> ofData ? new Chart(chart.title(), chart.description(), panels, OF_DATA) : chart);
    }
}
