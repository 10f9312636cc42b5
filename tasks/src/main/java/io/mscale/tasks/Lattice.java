package io.mscale.tasks;

import java.util.Arrays;
import java.util.Optional;

/**
 * Rows of two inputs that lie on a regular lattice, one at each of its points, in any order. Immutable as long as callers do not
 * modify the array.
 */
final class Lattice {

    /** Of the distance between neighbours; files round their numbers. */
    private static final double TOLERANCE = 1e-2;

    /** Fewer lines are no picture. */
    private static final int FEWEST = 3;

    final Axis first;
    final Axis second;
    /** The row at each point, row-major with the second input ascending [second x first]. */
    private final int[] rows;

    private Lattice(Axis first, Axis second, int[] rows) {
        this.first = first;
        this.second = second;
        this.rows = rows;
    }

    /**
     * Equidistant numbers.
     *
     * @param from the least
     * @param step the distance between them, positive
     * @param count how many there are
     */
    record Axis(double from, double step, int count) {

        static Optional<Axis> of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double span = sorted[sorted.length - 1] - sorted[0];
            // Numbers that differ by less are the same line, rounded.
            double same = span / sorted.length * TOLERANCE;
            int count = 1;
            for (int i = 1; i < sorted.length; i++) {
                count += sorted[i] - sorted[i - 1] > same ? 1 : 0;
            }
            if (count < FEWEST || !(span > 0) || Double.isInfinite(span)) {
                return Optional.empty();
            }
            Axis axis = new Axis(sorted[0], span / (count - 1), count);
            return Arrays.stream(values)
                            .allMatch(value -> Math.abs(axis.from + axis.index(value) * axis.step - value)
                                    <= TOLERANCE * axis.step)
                    ? Optional.of(axis)
                    : Optional.empty();
        }

        /** A picture shows every n-th one, so that there are no more than so many. */
        int every(int most) {
            return (count + most - 1) / most;
        }

        /** How many cells of that many numbers there are. Those of an even number need half a distance more. */
        int cells(int every) {
            return (count - (every % 2 == 0 ? 1 : 0)) / every;
        }

        /**
         * Where a cell of a picture begins. Cells are as wide as {@code every} distances, and the middle of each is one of the
         * numbers.
         */
        double edge(int cell, int every) {
            int firstMiddle = every / 2;
            return from + step * (firstMiddle + (cell - 0.5) * every);
        }

        /** The nearest one. */
        int index(double value) {
            return (int) Math.max(0, Math.min(count - 1, Math.round((value - from) / step)));
        }
    }

    /** The lattice of rows, by their two inputs; empty if they lie on none, or not one at each point. */
    static Optional<Lattice> of(double[] first, double[] second) {
        Optional<Axis> across = Axis.of(first);
        Optional<Axis> up = Axis.of(second);
        if (across.isEmpty() || up.isEmpty()) {
            return Optional.empty();
        }
        int columns = across.get().count();
        if ((long) columns * up.get().count() != first.length) {
            return Optional.empty();
        }
        int[] rows = new int[first.length];
        Arrays.fill(rows, -1);
        for (int row = 0; row < first.length; row++) {
            int at = up.get().index(second[row]) * columns + across.get().index(first[row]);
            if (rows[at] >= 0) {
                return Optional.empty();
            }
            rows[at] = row;
        }
        return Optional.of(new Lattice(across.get(), up.get(), rows));
    }

    /** The row nearest to a point. */
    int row(double x, double y) {
        return rows[second.index(y) * first.count() + first.index(x)];
    }
}
