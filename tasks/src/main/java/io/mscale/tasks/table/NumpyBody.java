package io.mscale.tasks.table;

import io.mscale.record.file.NpyArray;
import java.util.List;
import java.util.Optional;

/** Rows of an array. */
final class NumpyBody implements TableBody {

    private final int rows;
    private final int columns;
    /** Row-major. */
    private final double[] values;

    private NumpyBody(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** An array of two dimensions, or of one, which is a column. */
    static NumpyBody of(NpyArray array, String what) {
        int[] shape = array.shape();
        if (shape.length != 1 && shape.length != 2) {
            throw new IllegalArgumentException(
                    what + " has " + shape.length + " dimensions; a table has two: rows and columns");
        }
        return new NumpyBody(shape[0], shape.length == 1 ? 1 : shape[1], array.values());
    }

    /** Columns of one length each. */
    static NumpyBody of(double[][] columns) {
        int rows = columns[0].length;
        double[] values = new double[rows * columns.length];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < rows; row++) {
                values[row * columns.length + column] = columns[column][row];
            }
        }
        return new NumpyBody(rows, columns.length, values);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Optional<TimeScale> time(int column) {
        return Optional.empty();
    }

    @Override
    public NumberMarks marks(List<Integer> some) {
        return new NumberMarks(null);
    }

    @Override
    public boolean isOfNumbers(int column) {
        return true;
    }

    @Override
    public double number(int row, int column, Optional<TimeScale> time, NumberMarks marks) {
        double value = values[row * columns + column];
        if (time.isPresent()) {
            throw new IllegalArgumentException("'" + value + "' is not a date or time");
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a finite number");
        }
        return value;
    }

    @Override
    public String text(int row, int column) {
        return Double.toString(values[row * columns + column]);
    }

    @Override
    public String place(int row) {
        return "row " + (row + 1);
    }

    @Override
    public boolean isCounter(int column) {
        return false;
    }
}
