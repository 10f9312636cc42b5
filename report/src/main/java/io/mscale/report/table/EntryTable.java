package io.mscale.report.table;

import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A console table with a row for each entry. */
public final class EntryTable {

    private EntryTable() {}

    /** One row for each contestant and form; stays readable where a run trains many forms. */
    public static List<String> ofForms(List<ReportedCell> cells) {
        List<Entry> entries = Entry.of(cells);
        return lines(
                entries,
                Columns.with(Columns.NAMES, Columns.present(entries, Columns.REPEATS)),
                List.of(
                        Columns.TEST_MSE,
                        Columns.STEP,
                        Columns.STEPS_PER_SECOND,
                        Columns.TO_TARGET,
                        Columns.STEPS_TO_TARGET),
                entry -> entry.outcome().isEmpty());
    }

    /** One row for each cell. */
    public static List<String> ofCells(List<ReportedCell> cells) {
        List<Entry> rows = single(cells);
        List<Column> numbers = Columns.present(
                rows,
                Columns.TEST_MSE,
                Columns.PSNR,
                Columns.RELATIVE_L2,
                Columns.STEP,
                Columns.STEPS_PER_SECOND,
                Columns.TO_TARGET,
                Columns.STARTUP,
                Columns.PEAK_MEMORY,
                Columns.DEVICE_MEMORY,
                Columns.PARITY);
        return lines(rows, cellNames(cells), numbers, entry -> entry.outcome().isEmpty());
    }

    /** JMH's scores, one row for each cell; a cell that failed half-way shows the scores it has. */
    public static List<String> ofJmh(List<ReportedCell> cells) {
        return lines(
                single(cells),
                cellNames(cells),
                List.of(Columns.JMH_STEP, Columns.JMH_PREDICT, Columns.JMH_ALLOCATION, Columns.JMH_PREDICT_ALLOCATION),
                entry -> CellMeasures.jmh(entry.representative().cell()) != null);
    }

    /**
     * The lines of the table.
     *
     * @param hasNumbers whether a row has numbers; other rows say how their cell ended instead
     */
    private static List<String> lines(
            List<Entry> entries, List<Column> names, List<Column> numbers, Predicate<Entry> hasNumbers) {
        Ranking ranking = new Ranking(entries);
        List<Column> all = Columns.with(names, numbers);
        Table table = new Table(names.size(), all.stream().map(Column::heading).toList());
        for (Entry entry : entries) {
            List<String> row = new ArrayList<>(texts(names, entry, ranking));
            row.addAll(
                    hasNumbers.test(entry)
                            ? texts(numbers, entry, ranking)
                            : List.of(entry.cells().get(0).cell().status().toString()));
            table.row(row);
        }
        return table.lines();
    }

    private static List<String> texts(List<Column> columns, Entry entry, Ranking ranking) {
        return columns.stream().map(column -> column.of(entry, ranking).text()).toList();
    }

    private static List<Entry> single(List<ReportedCell> cells) {
        return cells.stream()
                .map(cell -> new Entry(cell.contestant(), Contest.of(cell), List.of(cell)))
                .toList();
    }

    private static List<Column> cellNames(List<ReportedCell> cells) {
        boolean repeats = cells.stream().anyMatch(cell -> cell.cell().repeat() > 1);
        return repeats ? Columns.with(Columns.NAMES, List.of(Columns.REPEAT)) : Columns.NAMES;
    }
}
