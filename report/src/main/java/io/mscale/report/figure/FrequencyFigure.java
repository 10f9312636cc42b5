package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.LogScale;
import io.mscale.report.chart.Panel;
import io.mscale.report.chart.Places;
import io.mscale.report.text.EntryNames;
import io.mscale.results.evidence.Entry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When each frequency was learned: relative error by step as a heat map, one panel for each variant. */
final class FrequencyFigure {

    private record Row(Entry entry, List<CurvePoint> curve) {}

    private FrequencyFigure() {}

    /** The figure; empty if no frequency was measured after the first step. */
    static Optional<Chart> of(TaskEntries task, Competitor competitor) {
        List<Row> rows = competitor.entries().stream()
                .map(entry -> new Row(
                        entry,
                        entry.representative().cell().curve().stream()
                                .filter(point -> point.step() > 0)
                                .toList()))
                .filter(row -> row.curve().stream()
                        .flatMap(point -> point.frequencies().stream())
                        .anyMatch(frequency -> frequency.relativeError() != null))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(chart(task, competitor, rows));
    }

    private static Chart chart(TaskEntries task, Competitor competitor, List<Row> rows) {
        List<Double> ks = rows.stream()
                .flatMap(row -> row.curve().stream())
                .flatMap(point -> point.frequencies().stream())
                .map(Frequency::k)
                .sorted()
                .distinct()
                .toList();
        List<StepColumns> columns =
                rows.stream().map(row -> StepColumns.of(row.curve())).toList();
        LogScale x = StepColumns.scale(columns);
        Axis y = Axis.of(
                "angular frequency k",
                Places.of(ks.stream().map(FrequencyFigure::number).toList()));
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<List<Double>> values =
                    rows.get(i).curve().stream().map(point -> errors(point, ks)).toList();
            List<Double> at = rows.get(i).curve().stream()
                    .map(point -> (double) point.step())
                    .toList();
            panels.add(new Panel(
                    EntryNames.variant(rows.get(i).entry()),
                    Axis.of("training step", x),
                    y,
                    new Content.HeatMap("relative error", at, columns.get(i).edges(), values)));
        }
        return new Chart(
                task.title("how " + competitor.name() + " learned each frequency"), task.caption(), panels, "");
    }

    private static List<Double> errors(CurvePoint point, List<Double> ks) {
        return ks.stream()
                .map(k -> point.frequencies().stream()
                        .filter(frequency -> frequency.k() == k)
                        .map(FrequencyFigure::error)
                        .findFirst()
                        .orElse(Double.NaN))
                .toList();
    }

    private static double error(Frequency frequency) {
        Double error = frequency.relativeError();
        return error == null ? Double.NaN : error;
    }

    /** Three digits distinguish frequencies well enough; whole numbers are written in full. */
    private static String number(double k) {
        if (k == Math.rint(k) && Math.abs(k) < 1e6) {
            return Long.toString((long) k);
        }
        return new BigDecimal(k).round(new MathContext(3)).stripTrailingZeros().toString();
    }
}
