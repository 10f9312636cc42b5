package io.mscale.api.task;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits functions on part of a domain by a constant and sin(k.x), cos(k.x) of several wave vectors together, by least
 * squares over the points inside. The constant is exempt from the tolerance of the {@link PseudoInverse}: waves are
 * fitted to the functions less their mean, so that no constant is ever taken for a wave.
 */
final class WaveFit {

    /**
     * The length of the shortest direction that counts, its reciprocal the most by which white noise is amplified in a
     * coefficient: five times. Decides at few points.
     */
    private static final double SHORTEST = 0.2;

    /**
     * The same as a share of sqrt(n / 2), the length of orthogonal waves at n points. Errors that are no noise do not
     * average out over many points: waves that differ by less than this would turn them into large coefficients.
     */
    private static final double SHORTEST_SHARE = 0.05;

    /** Relative to the length of a wave; what is shorter is rounding. */
    private static final double ROUNDING = 1e-12;

    private final List<List<Double>> vectors;
    private final int[] inside;
    /** The constant first, then sine and cosine of each wave vector. */
    private final double[][] rows;

    private final double[][] columns;
    /** The means of the waves; 0 for the constant, which keeps its own. */
    private final double[] means;

    private final int rank;

    /**
     * A fit over those of the points that lie in the part.
     *
     * @param vectors the wave vectors, {@link #canonical}, distinct and none of them zero
     * @param x row-major [samples x dimensions]
     */
    WaveFit(Domain part, Collection<List<Double>> vectors, double[] x) {
        this.vectors = List.copyOf(vectors);
        int inputs = part.dimension();
        inside = IntStream.range(0, x.length / inputs)
                .filter(j -> part.nearlyContains(Arrays.copyOfRange(x, j * inputs, (j + 1) * inputs)))
                .toArray();
        int n = inside.length;
        columns = new double[1 + 2 * this.vectors.size()][n];
        Arrays.fill(columns[0], 1);
        for (int v = 0; v < this.vectors.size(); v++) {
            for (int i = 0; i < n; i++) {
                double phase = 0;
                for (int d = 0; d < inputs; d++) {
                    // From the middle of the part, sine and cosine of the longest waves differ most.
                    double middle = part.lower().get(d) / 2 + part.upper().get(d) / 2;
                    phase += this.vectors.get(v).get(d) * (x[inside[i] * inputs + d] - middle);
                }
                columns[sine(v)][i] = Math.sin(phase);
                columns[sine(v) + 1][i] = Math.cos(phase);
            }
        }
        rows = new double[columns.length][n];
        Arrays.fill(rows[0], 1.0 / n);
        means = new double[columns.length];
        int spanned = 1;
        if (columns.length > 1 && n > 0) {
            for (int c = 1; c < columns.length; c++) {
                means[c] = mean(columns[c]);
            }
            double[][] waves =
                    IntStream.range(1, columns.length).mapToObj(this::centred).toArray(double[][]::new);
            PseudoInverse inverse = new PseudoInverse(waves, Math.max(SHORTEST, SHORTEST_SHARE * Math.sqrt(n / 2.0)));
            spanned += inverse.rank();
            for (int c = 1; c < columns.length; c++) {
                rows[c] = inverse.rows()[c - 1];
                for (int i = 0; i < n; i++) {
                    rows[0][i] -= means[c] * rows[c][i];
                }
            }
        }
        rank = spanned;
    }

    /** A wave vector as it is for both k and -k, whose waves are the same: its first component that is not zero is positive. */
    static List<Double> canonical(List<Double> vector) {
        double first = vector.stream().filter(each -> each != 0).findFirst().orElse(0.0);
        // Adding zero turns -0.0 into 0.0.
        return vector.stream().map(each -> (first < 0 ? -each : each) + 0.0).toList();
    }

    static boolean isZero(List<Double> vector) {
        return vector.stream().allMatch(each -> each == 0);
    }

    /**
     * Whether there are points enough: more than unknowns, or twice as many as directions if the waves are so close to each
     * other that the points cannot tell them all apart.
     */
    boolean isDetermined() {
        return inside.length > columns.length || inside.length >= 2 * rank;
    }

    /** The columns of a wave vector: sine and cosine, or the constant if it is zero. */
    Stream<Integer> columnsOf(List<Double> canonicalVector) {
        int v = vectors.indexOf(canonicalVector);
        return v < 0 ? Stream.of(0) : Stream.of(sine(v), sine(v) + 1);
    }

    /** The coefficients of one output, a number for each column. */
    double[] coefficients(double[] values) {
        return Arrays.stream(rows)
                .mapToDouble(row -> PseudoInverse.dot(row, values))
                .toArray();
    }

    /**
     * A matrix whose product with the values of one output has as its length the root mean square, over the points inside
     * and all phases, of the function that those columns have in the output's fit; waves without their means.
     */
    double[][] functionOf(List<Integer> which) {
        double[][] own = which.stream().map(this::inBothPhases).toArray(double[][]::new);
        double root = Math.sqrt(2.0 * inside.length);
        return PseudoInverse.lengths(own, ROUNDING * root).stream()
                .map(r -> {
                    double[] sum = new double[inside.length];
                    for (int j = 0; j < r.length; j++) {
                        PseudoInverse.add(r[j] / root, rows[which.get(j)], sum);
                    }
                    return sum;
                })
                .toArray(double[][]::new);
    }

    /**
     * Adds to {@code sum}, at the points inside, what the fit of one output of y has of some columns, waves without
     * their means; both are row-major [samples x outputs].
     */
    void addWaves(List<Integer> which, double[] y, int output, int outputs, double[] sum) {
        double[] coefficients = coefficients(inside(y, output, outputs));
        for (int column : which) {
            double[] centred = centred(column);
            for (int i = 0; i < inside.length; i++) {
                sum[inside[i] * outputs + output] += coefficients[column] * centred[i];
            }
        }
    }

    /** A column, and after it the same wave a quarter of a period on. */
    private double[] inBothPhases(int column) {
        boolean isCosine = column > 0 && column % 2 == 0;
        int other = column == 0 ? 0 : isCosine ? column - 1 : column + 1;
        double[] both = Arrays.copyOf(centred(column), 2 * inside.length);
        double[] shifted = centred(other);
        for (int i = 0; i < shifted.length; i++) {
            both[shifted.length + i] = isCosine ? -shifted[i] : shifted[i];
        }
        return both;
    }

    private double[] centred(int column) {
        return Arrays.stream(columns[column])
                .map(value -> value - means[column])
                .toArray();
    }

    /** The variance of one output about its fit. */
    double residualVariance(double[] values) {
        double[] rest = values.clone();
        double[] coefficients = coefficients(values);
        double squares = 0;
        for (int i = 0; i < rest.length; i++) {
            for (int c = 0; c < columns.length; c++) {
                rest[i] -= coefficients[c] * columns[c][i];
            }
            squares += rest[i] * rest[i];
        }
        return squares / (inside.length - rank);
    }

    /** The values of one output at the points inside, of y, row-major [samples x outputs]. */
    double[] inside(double[] y, int output, int outputs) {
        return Arrays.stream(inside).mapToDouble(j -> y[j * outputs + output]).toArray();
    }

    private static int sine(int vector) {
        return 1 + 2 * vector;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
