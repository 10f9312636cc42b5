package io.mscale.report.table;

import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tables of entries for the console. */
public final class EntryTable {

    /** Numbers of a network's form on a backend. */
    private static final List<Column> OF_FORM = List.of(
            Columns.PARAMETERS,
            Columns.TEST_MSE,
            Columns.PSNR,
            Columns.SSIM,
            Columns.RELATIVE_L2,
            Columns.STEP,
            Columns.STEPS_PER_SECOND,
            Columns.TIMES_FASTEST,
            Columns.TO_TARGET,
            CountColumns.INSTRUCTIONS,
            CountColumns.ALLOCATION);

    /** Numbers of the backend's process: where variants stand side by side, one for all of them. */
    private static final List<Column> OF_PROCESS =
            List.of(Columns.STARTUP, Columns.PEAK_MEMORY, Columns.DEVICE_MEMORY, Columns.PARITY);

    private EntryTable() {}

    /** One row for each contestant and form; stays readable where a run trains many forms or repeats them. */
    public static List<String> ofForms(List<ReportedCell> cells, List<Classical> classicals) {
        List<Entry> entries = Entry.of(cells);
        return lines(
                entries,
                Columns.with(Columns.NAMES, Columns.present(entries, Columns.REPEATS)),
                Columns.present(
                        entries, Columns.with(Columns.with(OF_FORM, List.of(Columns.STEPS_TO_TARGET)), OF_PROCESS)),
                entry -> entry.outcome().isEmpty(),
                classicals);
    }

    /** One row for each cell. Repeats of one cell are no rivals whose steps are compared. */
    public static List<String> ofCells(List<ReportedCell> cells, List<Classical> classicals) {
        List<Entry> rows = single(cells);
        return lines(
                rows,
                cellNames(cells),
                Columns.present(
                        rows,
                        Columns.with(OF_FORM, OF_PROCESS).stream()
                                .filter(column -> !column.equals(Columns.TIMES_FASTEST))
                                .toList()),
                entry -> entry.outcome().isEmpty(),
                classicals);
    }

    /** JMH's scores, one row for each cell; a cell that failed half-way shows the scores it has. */
    public static List<String> ofJmh(List<ReportedCell> cells) {
        return lines(
                single(cells),
                cellNames(cells),
                JmhColumns.ALL,
                entry -> CellMeasures.jmh(entry.representative().cell()) != null,
                List.of());
    }

    /**
     * The lines of a table.
     *
     * @param hasNumbers whether a row has numbers; other rows say how their cell ended instead
     * @param classicals standard methods, a row for each at the end
     */
    private static List<String> lines(
            List<Entry> entries,
            List<Column> names,
            List<Column> numbers,
            Predicate<Entry> hasNumbers,
            List<Classical> classicals) {
        Ranking ranking = new Ranking(entries);
        List<Column> all = Columns.with(names, numbers);
        Table table = new Table(names.size(), all.stream().map(Column::heading).toList());
        for (Entry entry : entries) {
            List<Column> columns = hasNumbers.test(entry) ? all : names;
            List<String> row = new ArrayList<>();
            columns.forEach(column -> row.add(column.of(entry, ranking).text()));
            if (columns == names) {
                row.add(entry.cells().get(0).cell().status().toString());
            }
            table.row(row);
        }
        ClassicalRows.add(table, all, classicals);
        return table.lines();
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

    /** One row for each contestant, device and target, with the variants side by side. */
    public static List<String> ofVariants(List<ReportedCell> cells, List<Classical> classicals) {
        List<Entry> entries = Entry.of(cells);
        Ranking ranking = new Ranking(entries);
        List<String> variants =
                cells.stream().map(cell -> cell.cell().form()).distinct().toList();
        List<Column> perVariant = Columns.present(entries, OF_FORM);
        List<Column> common = Columns.present(entries, OF_PROCESS);
        List<String> headings = new ArrayList<>(List.of("backend", "device", "task"));
        List<String> subheadings = new ArrayList<>(List.of("", "", ""));
        for (Column column : perVariant) {
            headings.add(column.heading());
            headings.addAll(Collections.nCopies(variants.size() - 1, ""));
            subheadings.addAll(variants);
        }
        for (Column column : common) {
            headings.add(column.heading());
            subheadings.add("");
        }
        Table table = new Table(3, headings);
        table.row(subheadings);
        Evidence.groupBy(cells, cell -> names(cell, ranking)).forEach((names, members) -> {
            Map<String, Entry> byVariant = new LinkedHashMap<>();
            Entry.of(members).forEach(entry -> byVariant.put(entry.contest().variant(), entry));
            List<String> row = new ArrayList<>(names);
            for (Column column : perVariant) {
                for (String variant : variants) {
                    Entry entry = byVariant.get(variant);
                    row.add(
                            entry == null
                                    ? Formats.MISSING
                                    : column.of(entry, ranking).text());
                }
            }
            Entry all = new Entry(members.get(0).contestant(), Contest.of(members.get(0)), members);
            common.forEach(column -> row.add(column.of(all, ranking).text()));
            table.row(row);
        });
        for (Classical classical : classicals) {
            // Of no variant: its numbers stand in none of the columns.
            table.row(List.of(classical.name(), "", Text.oneLine(classical.target()), ClassicalRows.words(classical)));
        }
        return table.lines();
    }

    private static List<String> names(ReportedCell cell, Ranking ranking) {
        return List.of(cell.contestant(), cell.cell().device().toString(), Text.oneLine(ranking.target(cell)));
    }
}
