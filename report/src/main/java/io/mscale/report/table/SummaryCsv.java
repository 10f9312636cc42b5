package io.mscale.report.table;

import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code summary.csv}: a header, one row per cell, and one for each standard method and seed. Numbers are written in
 * full, with a decimal point; a value that was not measured is an empty field. The last columns are written only if a
 * cell has a value in them.
 */
public final class SummaryCsv {

    private SummaryCsv() {}

    public static String of(Evidence evidence) {
        List<ReportedCell> cells = evidence.cellsAndTwins();
        List<Column> columns = new ArrayList<>(Columns.SUMMARY);
        Columns.SUMMARY_IF_ANY.stream()
                .filter(column ->
                        cells.stream().anyMatch(cell -> column.ofCell().apply(cell) != null))
                .forEach(columns::add);
        if (cells.stream().anyMatch(cell -> cell.cell().repeat() > 1)) {
            columns.addAll(SeedColumns.of(cells));
        }
        return line(columns.stream().map(Column::field).toList())
                + rows(columns, cells)
                + ClassicalRows.csv(columns, evidence);
    }

    /** The rows without header and without the optional columns. */
    public static String rows(List<ReportedCell> cells) {
        return rows(Columns.SUMMARY, cells);
    }

    private static String rows(List<Column> columns, List<ReportedCell> cells) {
        StringBuilder csv = new StringBuilder();
        for (ReportedCell cell : cells) {
            csv.append(line(columns.stream()
                    .map(column -> Objects.toString(column.ofCell().apply(cell), ""))
                    .toList()));
        }
        return csv.toString();
    }

    /** A line as in RFC 4180, but with a line feed only. */
    static String line(List<String> fields) {
        return fields.stream().map(SummaryCsv::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
