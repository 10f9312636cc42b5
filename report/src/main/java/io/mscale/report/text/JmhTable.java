package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;

/** What JMH measured, one row for each cell: means with half the width of their 99.9% confidence intervals. */
final class JmhTable {

    private static final List<String> FIGURES =
            List.of("step (99.9%)", "predict (99.9%)", "alloc/step", "alloc/predict");

    private final List<ReportedCell> cells;

    JmhTable(List<ReportedCell> cells) {
        this.cells = cells;
    }

    /** Whether JMH measured cells of which none was trained, so that there is nothing else to show. */
    static boolean isAll(List<ReportedCell> cells) {
        return cells.stream().anyMatch(cell -> cell.cell().jmh() != null)
                && cells.stream().allMatch(cell -> cell.cell().curve().isEmpty());
    }

    List<String> lines() {
        boolean repeats = cells.stream().anyMatch(cell -> cell.cell().repeat() > 1);
        List<String> header = new ArrayList<>(List.of("backend", "device", "task", "variant"));
        if (repeats) {
            header.add("repeat");
        }
        Table table = new Table(header.size(), withFigures(header, FIGURES));
        for (ReportedCell reported : cells) {
            CellRecord cell = reported.cell();
            List<String> row =
                    new ArrayList<>(List.of(reported.contestant(), cell.device().toString(), cell.task(), cell.form()));
            if (repeats) {
                row.add(Integer.toString(cell.repeat()));
            }
            table.row(withFigures(row, figures(cell)));
        }
        return table.lines();
    }

    /** A cell that failed half-way has the score it got so far. */
    private static List<String> figures(CellRecord cell) {
        CellRecord.Jmh jmh = CellFigures.jmh(cell);
        return jmh == null
                ? List.of(cell.status().toString())
                : List.of(
                        JmhTexts.time(jmh.step()),
                        JmhTexts.time(jmh.predict()),
                        JmhTexts.allocated(jmh.step()),
                        JmhTexts.allocated(jmh.predict()));
    }

    private static List<String> withFigures(List<String> names, List<String> figures) {
        List<String> row = new ArrayList<>(names);
        row.addAll(figures);
        return row;
    }
}
