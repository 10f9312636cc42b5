package io.mscale.report.table;

import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code summary.csv}: a header and one row per cell (RFC 4180). Numbers are written in full, with a decimal point; a
 * value that was not measured is an empty field. The last column is written only if a cell has a value in it.
 */
public final class SummaryCsv {

    private SummaryCsv() {}

    /** The whole file. */
    public static String of(List<ReportedCell> cells) {
        List<Column> columns = new ArrayList<>(Columns.SUMMARY);
        if (cells.stream().anyMatch(cell -> Columns.DEVICE_MEMORY.ofCell().apply(cell) != null)) {
            columns.add(Columns.DEVICE_MEMORY);
        }
        return Csv.line(columns.stream().map(Column::field).toList()) + rows(columns, cells);
    }

    /** The rows without header and without the optional column. */
    public static String rows(List<ReportedCell> cells) {
        return rows(Columns.SUMMARY, cells);
    }

    private static String rows(List<Column> columns, List<ReportedCell> cells) {
        StringBuilder csv = new StringBuilder();
        for (ReportedCell cell : cells) {
            csv.append(Csv.line(columns.stream()
                    .map(column -> Objects.toString(column.ofCell().apply(cell), ""))
                    .toList()));
        }
        return csv.toString();
    }
}
