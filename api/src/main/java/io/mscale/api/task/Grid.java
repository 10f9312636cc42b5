package io.mscale.api.task;

import java.util.stream.IntStream;

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
        return IntStream.range(0, columns)
                .mapToDouble(j -> middle(0, j, columns))
                .toArray();
    }

    /** The second coordinates of the rows, descending. */
    public double[] y() {
        return IntStream.range(0, rows)
                .mapToDouble(i -> middle(1, rows - 1 - i, rows))
                .toArray();
    }

    /** All points, row-major [rows * columns x dimension]. */
    public double[] points() {
        int dimension = domain.dimension();
        double[] points = new double[size() * dimension];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(point(i), 0, points, i * dimension, dimension);
        }
        return points;
    }

    /** How many points there are. */
    public int size() {
        return rows * columns;
    }

    /** The point that is number {@code index} of {@link #points()}. */
    public double[] point(int index) {
        double[] point = new double[domain.dimension()];
        point[0] = middle(0, index % columns, columns);
        point[1] = middle(1, rows - 1 - index / columns, rows);
        for (int k = 2; k < point.length; k++) {
            point[k] = middle(k, 0, 1);
        }
        return point;
    }

    private double middle(int coordinate, int cell, int cells) {
        double lower = domain.lower().get(coordinate);
        return lower + (domain.upper().get(coordinate) - lower) * (cell + 0.5) / cells;
    }
}
