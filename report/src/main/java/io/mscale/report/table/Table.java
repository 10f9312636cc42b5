package io.mscale.report.table;

import io.mscale.report.text.Text;
import java.util.ArrayList;
import java.util.List;

/** A text table: the first columns are left-aligned, numbers right-aligned. */
public final class Table {

    private static final String GAP = "  ";

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
        lines.add(line(header, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
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

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            boolean overhangs = cells.size() < header.size() && column == cells.size() - 1;
            String cell = cells.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - cell.length()));
            line.append(column == 0 ? "" : GAP);
            line.append(column < leftColumns || overhangs ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }
}
