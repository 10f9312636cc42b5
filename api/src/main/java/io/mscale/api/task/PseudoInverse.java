package io.mscale.api.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves least-squares problems with the same columns again and again: the coefficients of least norm that fit y on the
 * columns are one product of {@link #rows} and y. Columns that lie, up to a tolerance, in the span of others add no
 * direction, so that nearly collinear columns share what belongs to them instead of cancelling each other with
 * enormous coefficients.
 *
 * <p>A complete orthogonal decomposition (Golub and Van Loan, section 5.4.7): Gram-Schmidt with column pivoting gives
 * columns = Q R with as many rows of R as there are directions; the rows of R are orthogonalised in turn, R = T Z, and
 * the pseudo-inverse is Z' T^-1 Q'.
 */
final class PseudoInverse {

    private final double[][] rows;
    private final int rank;

    /**
     * Decomposes the columns.
     *
     * @param columns at least one, all of the same length
     * @param tolerance the length at which what is left of a column no longer counts, above 0
     */
    PseudoInverse(double[][] columns, double tolerance) {
        List<double[]> q = new ArrayList<>();
        List<double[]> r = factor(columns, tolerance, q);
        rank = q.size();
        rows = new double[columns.length][columns[0].length];
        List<double[]> z = new ArrayList<>();
        List<double[]> solved = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            double[] row = r.get(i);
            double[] t = orthogonalise(row, z);
            double[] right = q.get(i);
            for (int l = 0; l < i; l++) {
                add(-t[l], solved.get(l), right);
            }
            double length = length(row);
            scale(row, 1 / length);
            scale(right, 1 / length);
            z.add(row);
            solved.add(right);
            for (int j = 0; j < columns.length; j++) {
                add(row[j], right, rows[j]);
            }
        }
    }

    /** Gram-Schmidt with column pivoting: adds the directions Q to {@code q}; returns the rows of R. */
    private static List<double[]> factor(double[][] columns, double tolerance, List<double[]> q) {
        List<double[]> r = new ArrayList<>();
        double[][] rest = new double[columns.length][];
        Arrays.setAll(rest, j -> columns[j].clone());
        for (int pivot = longest(rest); length(rest[pivot]) > tolerance; pivot = longest(rest)) {
            double[] direction = rest[pivot].clone();
            orthogonalise(direction, q);
            scale(direction, 1 / length(direction));
            double[] products = new double[columns.length];
            for (int j = 0; j < columns.length; j++) {
                products[j] = dot(direction, columns[j]);
                add(-dot(direction, rest[j]), direction, rest[j]);
            }
            Arrays.fill(rest[pivot], 0);
            q.add(direction);
            r.add(products);
        }
        return r;
    }

    /** The rows of a matrix R for which {@code |R b|} is the length of the sum of all b_j times column j. */
    static List<double[]> lengths(double[][] columns, double tolerance) {
        return factor(columns, tolerance, new ArrayList<>());
    }

    /** The pseudo-inverse, a row for each column; its owner does not change it. */
    double[][] rows() {
        return rows;
    }

    /** The number of directions that the columns span. */
    int rank() {
        return rank;
    }

    /** Removes from a vector what lies in the span of orthonormal ones, twice for the sake of rounding; returns how much. */
    private static double[] orthogonalise(double[] vector, List<double[]> basis) {
        double[] removed = new double[basis.size()];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < removed.length; i++) {
                double product = dot(basis.get(i), vector);
                add(-product, basis.get(i), vector);
                removed[i] += product;
            }
        }
        return removed;
    }

    private static int longest(double[][] vectors) {
        int longest = 0;
        double most = -1;
        for (int j = 0; j < vectors.length; j++) {
            double length = length(vectors[j]);
            if (length > most) {
                most = length;
                longest = j;
            }
        }
        return longest;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    static void add(double factor, double[] vector, double[] sum) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
