package io.mscale.harness.yardstick;

import java.util.Arrays;

/**
 * A square matrix whose elements are zero beyond a number of diagonals on both sides. Row-major, each row with its 2
 * {@code band} + 1 diagonals, and room for those that exchanges of rows add.
 */
final class BandMatrix {

    private final int size;
    private final int band;
    private final boolean exchanges;
    private final int stride;
    private final double[] elements;

    /**
     * A matrix of zeros.
     *
     * @param exchanges whether elimination has to exchange rows (partial pivoting): diagonally dominant and definite
     *     matrices do without
     */
    BandMatrix(int size, int band, boolean exchanges) {
        this.size = size;
        this.band = band;
        this.exchanges = exchanges;
        stride = (exchanges ? 3 : 2) * band + 1;
        elements = new double[Math.multiplyExact(size, stride)];
    }

    void add(int row, int column, double value) {
        elements[index(row, column)] += value;
    }

    private int index(int row, int column) {
        return row * stride + column - row + band;
    }

    /** Solves in place by elimination, which overwrites the matrix, and returns the solution. */
    double[] solve(double[] rightHandSide) {
        double[] x = rightHandSide.clone();
        // the last column of each row that may not be zero
        int[] ends = new int[size];
        Arrays.setAll(ends, row -> Math.min(size - 1, row + band));
        for (int k = 0; k < size; k++) {
            int last = Math.min(size - 1, k + band);
            if (exchanges) {
                exchange(k, largest(k, last), ends, x);
            }
            int pivotRow = index(k, k);
            for (int row = k + 1; row <= last; row++) {
                int first = index(row, k);
                double factor = elements[first] / elements[pivotRow];
                if (factor != 0) {
                    for (int j = 1; j <= ends[k] - k; j++) {
                        elements[first + j] -= factor * elements[pivotRow + j];
                    }
                    x[row] -= factor * x[k];
                    ends[row] = Math.max(ends[row], ends[k]);
                }
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            double sum = x[row];
            for (int column = row + 1; column <= ends[row]; column++) {
                sum -= elements[index(row, column)] * x[column];
            }
            x[row] = sum / elements[index(row, row)];
        }
        return x;
    }

    /** The row from k to the last with the largest element in column k. */
    private int largest(int k, int last) {
        int largest = k;
        for (int row = k + 1; row <= last; row++) {
            if (Math.abs(elements[index(row, k)]) > Math.abs(elements[index(largest, k)])) {
                largest = row;
            }
        }
        return largest;
    }

    /** Exchanges a row with a later one, from column k on; before it there is nothing left. */
    private void exchange(int k, int other, int[] ends, double[] x) {
        if (other == k) {
            return;
        }
        int end = Math.max(ends[k], ends[other]);
        for (int column = k; column <= end; column++) {
            double element = elements[index(k, column)];
            elements[index(k, column)] = elements[index(other, column)];
            elements[index(other, column)] = element;
        }
        int itsEnd = ends[k];
        ends[k] = ends[other];
        ends[other] = itsEnd;
        double right = x[k];
        x[k] = x[other];
        x[other] = right;
    }
}
