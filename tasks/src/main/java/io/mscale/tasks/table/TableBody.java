package io.mscale.tasks.table;

import java.util.List;
import java.util.Optional;

/** The rows of a table. */
interface TableBody {

    int rows();

    int columns();

    /** How dates of a column become numbers; empty if it holds none. */
    Optional<TimeScale> time(int column);

    /**
     * The number in a cell; NaN if it is missing.
     *
     * @param time how dates of the column become numbers, if it holds any
     * @param marks what the columns show that are used
     * @throws IllegalArgumentException if there is something else in it; the message says what
     */
    double number(int row, int column, Optional<TimeScale> time, NumberMarks marks);

    /** How numbers are written in some columns; what others hold, as addresses and lists, says nothing of it. */
    NumberMarks marks(List<Integer> columns);

    /** Whether a column begins with a number, not with a date, time or word. */
    boolean isOfNumbers(int column);

    /** What is written in a cell. */
    String text(int row, int column);

    /** Where a row is, counted from 1. */
    String place(int row);

    /** Whether the rows are counted in a column. */
    boolean isCounter(int column);
}
