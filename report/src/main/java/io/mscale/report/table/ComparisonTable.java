package io.mscale.report.table;

import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A console table with a row for each contestant, device and task, and the variants side by side. */
public final class ComparisonTable {

    private static final List<Column> NAMES = List.of(Columns.BACKEND, Columns.DEVICE, Columns.TASK);

    private final Map<Row, List<ReportedCell>> rows;
    private final List<String> variants;
    private final Ranking ranking;
    private final List<Column> perVariant;

    /** Columns of the backend's process: one number for all variants. */
    private final List<Column> common;

    /** Creates a table of cells. */
    public ComparisonTable(List<ReportedCell> cells) {
        List<Entry> entries = Entry.of(cells);
        rows = Evidence.groupBy(cells, Row::of);
        variants = cells.stream().map(cell -> cell.cell().form()).distinct().toList();
        ranking = new Ranking(entries);
        perVariant = Columns.present(
                entries,
                Columns.TEST_MSE,
                Columns.PSNR,
                Columns.STEP,
                Columns.STEPS_PER_SECOND,
                Columns.TIMES_FASTEST,
                Columns.TO_TARGET);
        common = Columns.present(entries, Columns.STARTUP, Columns.PEAK_MEMORY, Columns.DEVICE_MEMORY, Columns.PARITY);
    }

    /** The key of a row. */
    private record Row(String contestant, String device, String task) {

        static Row of(ReportedCell cell) {
            return new Row(
                    cell.contestant(),
                    cell.cell().device().toString(),
                    cell.cell().task());
        }
    }

    /** The lines of the table. */
    public List<String> lines() {
        List<String> names = new ArrayList<>(NAMES.stream().map(Column::heading).toList());
        List<String> variantNames =
                new ArrayList<>(NAMES.stream().map(name -> "").toList());
        for (Column column : perVariant) {
            names.add(column.heading());
            variants.stream().skip(1).forEach(variant -> names.add(""));
            variantNames.addAll(variants);
        }
        for (Column column : common) {
            names.add(column.heading());
            variantNames.add("");
        }
        Table table = new Table(NAMES.size(), names);
        table.row(variantNames);
        rows.forEach((row, cells) -> table.row(row(row, cells)));
        return table.lines();
    }

    private List<String> row(Row row, List<ReportedCell> cells) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Entry.of(cells).forEach(entry -> entries.put(entry.contest().variant(), entry));
        Entry all = new Entry(row.contestant(), Contest.of(cells.get(0)), cells);
        Stream<String> names = Stream.of(row.contestant(), row.device(), row.task());
        Stream<String> numbers = perVariant.stream()
                .flatMap(column -> variants.stream().map(variant -> text(column, entries.get(variant))));
        return Stream.of(names, numbers, common.stream().map(column -> text(column, all)))
                .flatMap(texts -> texts)
                .toList();
    }

    private String text(Column column, @Nullable Entry entry) {
        return entry == null ? Formats.MISSING : column.of(entry, ranking).text();
    }
}
