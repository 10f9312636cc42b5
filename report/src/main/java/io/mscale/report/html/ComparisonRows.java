package io.mscale.report.html;

import io.mscale.report.table.ClassicalRows;
import io.mscale.report.table.Column;
import io.mscale.report.table.Columns;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import java.util.ArrayList;
import java.util.List;

/**
 * The page's comparison table: a row for each contestant, task and variant, then one for each standard method, with a value
 * for each column.
 */
public record ComparisonRows(List<Column> columns, List<Row> rows) {

    public ComparisonRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param reason why nothing was measured; empty if something was
     */
    public record Row(List<Value> values, String reason) {

        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * A value in the table.
     *
     * @param sortKey a number, or the text; empty where nothing was measured, which is sorted last
     */
    public record Value(String text, String sortKey, boolean isBest) {}

    static ComparisonRows of(Evidence evidence) {
        return of(evidence, true);
    }

    /** The same of two runs of the same contestants: which of those is better is a question of tests, not of ranks. */
    static ComparisonRows unranked(Evidence evidence) {
        return of(evidence, false);
    }

    private static ComparisonRows of(Evidence evidence, boolean isRanked) {
        List<Entry> entries = Entry.of(evidence.cells());
        Ranking ranking = new Ranking(entries);
        List<Column> columns = Columns.ofPage(entries).stream()
                .filter(column -> isRanked || !column.equals(Columns.TIMES_FASTEST))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            rows.add(new Row(
                    columns.stream()
                            .map(column ->
                                    value(column, column.of(entry, ranking), isRanked && column.isBest(entry, ranking)))
                            .toList(),
                    reason(entry)));
        }
        for (Classical classical : Classical.of(evidence)) {
            rows.add(new Row(
                    columns.stream()
                            .map(column -> value(column, ClassicalRows.value(classical, column), false))
                            .toList(),
                    ""));
        }
        return new ComparisonRows(columns, rows);
    }

    private static Value value(Column column, Column.Value value, boolean isBest) {
        Double number = value.number();
        String sortKey = number != null ? Double.toString(number) : column.isNumber() ? "" : value.text();
        return new Value(value.text(), sortKey, isBest);
    }

    private static String reason(Entry entry) {
        String reason = entry.cells().get(0).cell().reason();
        return entry.ended().isEmpty()
                ? Text.oneLine(entry.outcome().orElse("") + (reason == null ? "" : ": " + reason))
                : "";
    }
}
