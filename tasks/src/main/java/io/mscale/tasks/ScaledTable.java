package io.mscale.tasks;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as a network sees it under a seed: its rows in the order of the split, scaled by the rows to train on only, so that
 * nothing of the others reaches the network.
 */
final class ScaledTable {

    final long seed;
    final Units units;
    /** The number of rows to test with, at the end of the order. */
    final int testRows;

    private final TableChoice table;
    private final int[] order;

    ScaledTable(TableChoice table, long seed, int testRows) {
        this.table = table;
        this.seed = seed;
        this.testRows = testRows;
        int inputs = table.inputs();
        order = table.split.order(table.column(0), testRows, seed);
        List<Units.Column> columns = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            columns.add(toUnitInterval(table.names.get(i), training(table.column(i))));
        }
        units = new Units(columns, List.of(standardised(table.names.get(inputs), training(table.y))));
    }

    private double[] training(double[] column) {
        return IntStream.range(0, order.length - testRows)
                .mapToDouble(i -> column[order[i]])
                .toArray();
    }

    /** Maps the smallest value to -1 and the largest to 1. */
    private static Units.Column toUnitInterval(String name, double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(0);
        return new Units.Column(name, least + (greatest - least) / 2, spread((greatest - least) / 2));
    }

    private static Units.Column standardised(String name, double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new Units.Column(name, mean, spread(Math.sqrt(variance)));
    }

    /** A column that varies in the rows to test with only has no spread to scale by. */
    private static double spread(double measured) {
        return measured > 0 ? measured : 1;
    }

    /**
     * A box of all rows; those to train on span [-1, 1] in every dimension. Where the rows lie on a lattice, it is as large as
     * cells around all of them.
     */
    Domain domain() {
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int i = 0; i < table.inputs(); i++) {
            Units.Column column = units.inputs().get(i);
            double[] values = table.column(i);
            double margin = table.lattice.isPresent()
                    ? (i == 0 ? table.lattice.get().first : table.lattice.get().second).step() / 2
                    : 0;
            lower.add(Math.min(-1, column.scaled(Arrays.stream(values).min().orElse(0) - margin)));
            upper.add(Math.max(1, column.scaled(Arrays.stream(values).max().orElse(0) + margin)));
        }
        return new Domain(lower, upper);
    }

    /** The {@code size} rows from position {@code from} of the order. */
    Dataset rows(int from, int size) {
        int inputs = table.inputs();
        double[] x = new double[size * inputs];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            int row = order[from + i];
            for (int j = 0; j < inputs; j++) {
                x[i * inputs + j] = input(row, j);
            }
            y[i] = output(row);
        }
        return new Dataset(inputs, 1, x, y);
    }

    /** The output of the row nearest to a point. */
    double nearest(double[] point) {
        if (table.lattice.isPresent()) {
            Units.Column first = units.inputs().get(0);
            Units.Column second = units.inputs().get(1);
            return output(table.lattice.get().row(first.value(point[0]), second.value(point[1])));
        }
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < table.y.length; row++) {
            double squares = 0;
            for (int i = 0; i < point.length; i++) {
                double difference = input(row, i) - point[i];
                squares += difference * difference;
            }
            if (squares < least) {
                least = squares;
                nearest = row;
            }
        }
        return output(nearest);
    }

    private double input(int row, int input) {
        return units.inputs().get(input).scaled(table.x[row * table.inputs() + input]);
    }

    private double output(int row) {
        return units.outputs().get(0).scaled(table.y[row]);
    }
}
