package io.mscale.report.table;

import io.mscale.report.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text table: the first columns are left-aligned, numbers right-aligned. A table that is wider than a terminal goes on
 * below itself, behind the left-aligned columns again.
 */
public final class Table {

    private static final String GAP = "  ";

    /** The characters of a line that most terminals show, and a page prints. */
    private static final int MOST_CHARACTERS = 120;

    private final List<String> header;
    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table with these headings, of which the given number is left-aligned. */
    public Table(int leftColumns, List<String> header) {
        this.leftColumns = leftColumns;
        this.header = List.copyOf(header);
    }

    public void row(List<String> cells) {
        rows.add(cells.stream().map(Text::oneLine).toList());
    }

    /** The lines of the table. A row may be shorter than the header; its last cell may then overflow. */
    public List<String> lines() {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(column);
        }
        List<String> lines = new ArrayList<>();
        int from = leftColumns;
        do {
            int to = end(from, widths);
            if (from > leftColumns) {
                lines.add("");
            }
            lines.add(line(header, widths, from, to));
            for (List<String> row : rows) {
                String line = line(row, widths, from, to);
                // A short row has said all of it above.
                if (from == leftColumns || (row.size() > from && !line.isEmpty())) {
                    lines.add(line);
                }
            }
            from = to;
        } while (from < header.size());
        return lines;
    }

    /** The end of the part of the table that begins with that column: columns under one heading stay together. */
    private int end(int from, int[] widths) {
        int width = IntStream.range(0, leftColumns)
                .map(column -> widths[column] + GAP.length())
                .sum();
        int end = from;
        for (int column = from; column < header.size(); column++) {
            if (column > from && !header.get(column).isEmpty()) {
                end = column;
            }
            width += widths[column] + (column > from ? GAP.length() : 0);
            if (width > MOST_CHARACTERS && end > from) {
                return end;
            }
        }
        return header.size();
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            boolean overhangs = row.size() < header.size() && column == row.size() - 1;
            if (column < row.size() && !overhangs) {
                width = Math.max(width, row.get(column).length());
            }
        }
        return width;
    }

    private String line(List<String> cells, int[] widths, int from, int to) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < Math.min(to, cells.size()); column++) {
            if (column >= leftColumns && column < from) {
                continue;
            }
            boolean overhangs = cells.size() < header.size() && column == cells.size() - 1;
            String cell = cells.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - cell.length()));
            line.append(column == 0 ? "" : GAP);
            line.append(column < leftColumns || overhangs ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }
}
