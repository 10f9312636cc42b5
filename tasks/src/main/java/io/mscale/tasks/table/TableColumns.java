package io.mscale.tasks.table;

import java.util.Arrays;
import java.util.List;

/** Chosen columns of a table as numbers, in the rows where none of them is missing. Immutable as long as callers keep to it. */
public final class TableColumns {

    private final List<String> names;
    private final List<String> notes;
    private final double[][] columns;
    private final boolean hasDecimalCommas;

    TableColumns(List<String> names, List<String> notes, double[][] columns, boolean hasDecimalCommas) {
        this.names = List.copyOf(names);
        this.notes = List.copyOf(notes);
        this.columns = columns;
        this.hasDecimalCommas = hasDecimalCommas;
    }

    /** The columns' names; that of dates ends in the unit that a {@link TimeScale} gives. */
    public List<String> names() {
        return names;
    }

    /** What was decided for the user, a line each. */
    public List<String> notes() {
        return notes;
    }

    /** Whether decimals follow a comma. */
    boolean hasDecimalCommas() {
        return hasDecimalCommas;
    }

    /** The number of rows. */
    public int rows() {
        return columns.length == 0 ? 0 : columns[0].length;
    }

    /** The numbers of a column, by its position among the chosen ones; not to be modified. */
    public double[] column(int position) {
        return columns[position];
    }

    /** Whether a column has the same number in all rows. */
    public boolean isConstant(int position) {
        double[] column = columns[position];
        return Arrays.stream(column).allMatch(value -> value == column[0]);
    }
}
