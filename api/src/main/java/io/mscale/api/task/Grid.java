package io.mscale.api.task;

/**
 * A regular grid over a domain's first two coordinates, for a picture; the other coordinates stay in the middle. Points are
 * the middles of equal cells, row by row: the first row is the uppermost, with the largest second coordinate.
 *
 * @param domain of two dimensions at least
 * @param columns cells along the first coordinate
 * @param rows cells along the second
 */
public record Grid(Domain domain, int columns, int rows) {

    /** More cells than this on a side show nothing more. */
    public static final int MOST = 1024;

    public Grid {
        if (domain.dimension() < 2) {
            throw new IllegalArgumentException("a picture needs two dimensions, not " + domain.dimension());
        }
        if (columns < 1 || rows < 1 || columns > MOST || rows > MOST) {
            throw new IllegalArgumentException(
                    "a picture of " + columns + " x " + rows + " cells: from 1 to " + MOST + " are allowed");
        }
    }

    /** The first coordinates of the columns, ascending. */
    public double[] x() {
        double[] x = new double[columns];
        for (int j = 0; j < columns; j++) {
            x[j] = middle(0, j, columns);
        }
        return x;
    }

    /** The second coordinates of the rows, descending. */
    public double[] y() {
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = middle(1, rows - 1 - i, rows);
        }
        return y;
    }

    /** All points, row-major [rows * columns x dimension]. */
    public double[] points() {
        int inputs = domain.dimension();
        double[] x = x();
        double[] y = y();
        double[] points = new double[rows * columns * inputs];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                points[next++] = x[j];
                points[next++] = y[i];
                for (int k = 2; k < inputs; k++) {
                    points[next++] = middle(k, 0, 1);
                }
            }
        }
        return points;
    }

    private double middle(int coordinate, int cell, int cells) {
        double lower = domain.lower().get(coordinate);
        return lower + (domain.upper().get(coordinate) - lower) * (cell + 0.5) / cells;
    }
}
