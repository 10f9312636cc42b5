package io.mscale.record.file;

import io.mscale.api.task.Grid;
import io.mscale.api.task.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A target and a trained network on a grid: {@code picture.npz}, readable with NumPy's {@code load}. Its arrays are
 * {@code x} [columns], ascending, {@code y} [rows], descending, {@code truth} and {@code prediction} [rows x columns
 * x outputs]; the first row is the uppermost. Callers must not modify the arrays.
 */
public final class GridPicture {

    private static final String X = "x";
    private static final String Y = "y";
    private static final String TRUTH = "truth";
    private static final String PREDICTION = "prediction";

    private final int outputs;
    private final double[] x;
    private final double[] y;
    private final float[] truth;
    private final float[] prediction;

    private GridPicture(int outputs, double[] x, double[] y, float[] truth, float[] prediction) {
        this.outputs = outputs;
        this.x = x;
        this.y = y;
        this.truth = truth;
        this.prediction = prediction;
        long size = (long) x.length * y.length * outputs;
        if (outputs < 1 || size == 0 || truth.length != size || prediction.length != size) {
            throw new IllegalArgumentException("the arrays do not fit a grid of " + x.length + " x " + y.length + " x "
                    + outputs + ": " + truth.length + " and " + prediction.length + " values");
        }
    }

    /**
     * Creates a picture on a grid.
     *
     * @param truth the target at the grid's points, row-major [points x outputs]
     * @param prediction the network's output there
     * @throws IllegalArgumentException if the arrays have the wrong size
     */
    public static GridPicture of(Grid grid, int outputs, double[] truth, double[] prediction) {
        return new GridPicture(outputs, grid.x(), grid.y(), floats(truth), floats(prediction));
    }

    /** The same in the units of the user's data. */
    public GridPicture in(Units units) {
        return new GridPicture(
                outputs,
                values(units.inputs().get(0), x),
                values(units.inputs().get(1), y),
                values(units.outputs(), truth),
                values(units.outputs(), prediction));
    }

    private static double[] values(Units.Column column, double[] scaled) {
        return Arrays.stream(scaled).map(column::value).toArray();
    }

    private static float[] values(List<Units.Column> columns, float[] scaled) {
        float[] values = new float[scaled.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) columns.get(i % columns.size()).value(scaled[i]);
        }
        return values;
    }

    /**
     * Reads a picture.
     *
     * @return empty if there is no such file
     * @throws IOException if it is damaged; the message names it
     */
    public static Optional<GridPicture> read(Path file) throws IOException {
        Optional<Map<String, NpyArray>> arrays = NpzFile.read(file);
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        try {
            NpyArray truth = array(arrays.get(), TRUTH);
            int[] shape = truth.shape();
            if (shape.length != 3) {
                throw new IllegalArgumentException("the target has " + shape.length + " dimensions, not 3");
            }
            return Optional.of(new GridPicture(
                    shape[2],
                    array(arrays.get(), X).doubles(),
                    array(arrays.get(), Y).doubles(),
                    truth.floats(),
                    array(arrays.get(), PREDICTION).floats()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Writes the picture atomically. */
    public void write(Path file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(X, NpyArray.of(x));
        arrays.put(Y, NpyArray.of(y));
        arrays.put(TRUTH, NpyArray.of(truth, rows(), columns(), outputs));
        arrays.put(PREDICTION, NpyArray.of(prediction, rows(), columns(), outputs));
        NpzFile.write(file, arrays);
    }

    /** Points along the first coordinate. */
    public int columns() {
        return x.length;
    }

    /** Points along the second coordinate. */
    public int rows() {
        return y.length;
    }

    /** Values at each point. */
    public int outputs() {
        return outputs;
    }

    /** The columns' first coordinates, ascending. */
    public double[] x() {
        return x.clone();
    }

    /** The rows' second coordinates, descending. */
    public double[] y() {
        return y.clone();
    }

    /** Whether the target equals another's, value by value. */
    public boolean hasTargetOf(GridPicture other) {
        return x.length == other.x.length && outputs == other.outputs && Arrays.equals(truth, other.truth);
    }

    /** The target at a point. */
    public float truth(int row, int column, int output) {
        return truth[(row * x.length + column) * outputs + output];
    }

    /** The network's output at a point. */
    public float prediction(int row, int column, int output) {
        return prediction[(row * x.length + column) * outputs + output];
    }

    private static NpyArray array(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("it lacks the array '" + name + "'");
        }
        return array;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
