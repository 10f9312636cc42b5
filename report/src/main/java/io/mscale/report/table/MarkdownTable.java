package io.mscale.report.table;

import io.mscale.report.text.Markdown;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Ranking;
import java.util.List;
import java.util.stream.Stream;

/** A Markdown table with a row for each entry and the best numbers of each contest in bold. */
public final class MarkdownTable {

    private final List<Entry> entries;
    private final Ranking ranking;
    private final List<Column> names;
    private final List<Column> numbers;

    /** Creates a table of entries. A device or task common to all is omitted. */
    public MarkdownTable(List<Entry> entries) {
        this.entries = entries;
        this.ranking = new Ranking(entries);
        this.names = Columns.names(entries);
        this.numbers = Columns.present(
                entries,
                Columns.REPEATS,
                Columns.TEST_MSE,
                Columns.PSNR,
                Columns.STEP,
                Columns.STEPS_PER_SECOND,
                Columns.TIMES_FASTEST,
                Columns.TO_TARGET,
                Columns.STARTUP,
                Columns.PEAK_MEMORY,
                Columns.DEVICE_MEMORY,
                Columns.PARITY);
    }

    /** The table with its first {@code limit} rows. */
    public List<String> lines(int limit) {
        return Stream.concat(
                        Stream.of(
                                Markdown.row(columns().map(Column::heading).toList()),
                                Markdown.row(columns()
                                        .map(column -> names.contains(column) ? "---" : "---:")
                                        .toList())),
                        entries.stream()
                                .limit(limit)
                                .map(entry -> Markdown.row(columns()
                                        .map(column -> text(column, entry))
                                        .toList())))
                .toList();
    }

    private Stream<Column> columns() {
        return Stream.concat(names.stream(), numbers.stream());
    }

    private String text(Column column, Entry entry) {
        String text = column.of(entry, ranking).text();
        return column.isBest(entry, ranking) ? Markdown.bold(text) : Markdown.text(text);
    }
}
