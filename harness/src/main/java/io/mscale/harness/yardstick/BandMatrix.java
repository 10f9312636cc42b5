package io.mscale.harness.yardstick;

/**
 * A square matrix whose elements are zero beyond a number of diagonals on both sides, for systems that need no pivoting:
 * diagonally dominant or definite ones. Row-major, each row with its 2 {@code band} + 1 diagonals.
 */
final class BandMatrix {

    private final int size;
    private final int band;
    private final double[] elements;

    BandMatrix(int size, int band) {
        this.size = size;
        this.band = band;
        elements = new double[Math.multiplyExact(size, 2 * band + 1)];
    }

    void add(int row, int column, double value) {
        elements[index(row, column)] += value;
    }

    private int index(int row, int column) {
        return row * (2 * band + 1) + column - row + band;
    }

    /** Solves in place by elimination, which overwrites the matrix, and returns the solution. */
    double[] solve(double[] rightHandSide) {
        double[] x = rightHandSide.clone();
        for (int k = 0; k < size; k++) {
            int last = Math.min(size - 1, k + band);
            int pivotRow = index(k, k);
            for (int row = k + 1; row <= last; row++) {
                int first = index(row, k);
                double factor = elements[first] / elements[pivotRow];
                if (factor != 0) {
                    for (int j = 1; j <= last - k; j++) {
                        elements[first + j] -= factor * elements[pivotRow + j];
                    }
                    x[row] -= factor * x[k];
                }
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            double sum = x[row];
            for (int column = row + 1; column <= Math.min(size - 1, row + band); column++) {
                sum -= elements[index(row, column)] * x[column];
            }
            x[row] = sum / elements[index(row, row)];
        }
        return x;
    }
}
