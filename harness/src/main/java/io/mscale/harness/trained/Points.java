package io.mscale.harness.trained;

import io.mscale.harness.UsageException;
import io.mscale.record.network.NetworkFile;
import io.mscale.tasks.table.Table;
import io.mscale.tasks.table.TableColumns;
import io.mscale.tasks.table.TimeScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points to evaluate a network at, in the units of its data. */
public final class Points {

    /** More would not fit the memory of a usual machine. */
    private static final long MOST = 50_000_000;

    private final int inputs;
    private final double[] values;

    /**
     * Some points.
     *
     * @param inputs the coordinates of each
     * @param values row-major [points x inputs]; not copied
     */
    Points(int inputs, double[] values) {
        this.inputs = inputs;
        this.values = values;
    }

    /** The number of points. */
    public int size() {
        return values.length / inputs;
    }

    /** Row-major [points x inputs]; callers must not modify it. */
    public double[] values() {
        return values;
    }

    /**
     * A regular grid over the domain that a network was trained on, its edges included; the last input varies fastest.
     *
     * @param counts the points along each input, as in {@code 200x100}; one number for all inputs
     * @throws UsageException if that is no grid of as many inputs
     */
    public static Points grid(String counts, List<NetworkFile.Variable> inputs) {
        String[] words = counts.split("x", -1);
        boolean isGrid =
                Arrays.stream(words).allMatch(word -> word.matches("[0-9]{1,8}") && Integer.parseInt(word) > 0);
        if (!isGrid || (words.length != 1 && words.length != inputs.size())) {
            throw new UsageException("--grid: '" + counts + "' is not a number of points for each of the "
                    + inputs.size() + (inputs.size() == 1 ? " input, as in 1000" : " inputs, as in 200x100"));
        }
        int[] sizes = new int[inputs.size()];
        Arrays.setAll(sizes, i -> Integer.parseInt(words[words.length == 1 ? 0 : i]));
        long all = 1;
        for (int size : sizes) {
            all *= size;
            if (all > MOST) {
                throw new UsageException("--grid: '" + counts + "' has more than " + MOST + " points");
            }
        }
        double[] values = new double[Math.multiplyExact((int) all, sizes.length)];
        for (int point = 0; point < all; point++) {
            int rest = point;
            for (int i = sizes.length - 1; i >= 0; i--) {
                values[point * sizes.length + i] = at(inputs.get(i), rest % sizes[i], sizes[i]);
                rest /= sizes[i];
            }
        }
        return new Points(sizes.length, values);
    }

    /**
     * Points from a table: the columns with the names of a network's inputs, else the first columns, in order. Dates and times
     * become the numbers that they were when the network was trained.
     *
     * @param notes a line for everything that was found out or left out
     * @throws UsageException if that is no such table
     */
    public static Points ofTable(Table table, List<NetworkFile.Variable> inputs, Consumer<String> notes) {
        if (table.columns() < inputs.size()) {
            throw new UsageException("--data: the table has " + table.columns() + " columns; the network has "
                    + inputs.size() + " inputs: " + names(inputs));
        }
        Optional<List<Integer>> named = named(table, inputs);
        List<Integer> columns =
                named.orElseGet(() -> IntStream.range(0, inputs.size()).boxed().toList());
        table.notes().forEach(notes);
        if (named.isEmpty() && table.isNamed()) {
            notes.accept("no columns are named " + names(inputs) + "; the first are taken, in order: "
                    + columns.stream().map(table::name).collect(Collectors.joining(", ")));
        }
        List<Optional<TimeScale>> scales =
                inputs.stream().map(input -> TimeScale.ofName(input.name())).toList();
        TableColumns numbers = UsageException.naming("--data", () -> table.numbers(columns, scales));
        numbers.notes().forEach(notes);
        double[] values = new double[numbers.rows() * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            double[] column = numbers.column(i);
            for (int row = 0; row < column.length; row++) {
                values[row * inputs.size() + i] = column[row];
            }
        }
        return new Points(inputs.size(), values);
    }

    private static Optional<List<Integer>> named(Table table, List<NetworkFile.Variable> inputs) {
        if (!table.isNamed()) {
            return Optional.empty();
        }
        List<Integer> columns = new ArrayList<>();
        for (NetworkFile.Variable input : inputs) {
            try {
                columns.add(table.column(input.name()));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no column of that name
            }
        }
        return Optional.of(columns);
    }

    private static String names(List<NetworkFile.Variable> inputs) {
        return inputs.stream().map(NetworkFile.Variable::name).collect(Collectors.joining(", "));
    }

    private static double at(NetworkFile.Variable input, int index, int count) {
        Double lower = input.lower();
        Double upper = input.upper();
        if (lower == null || upper == null) {
            throw new UsageException("--grid: network.json does not say where '" + input.name() + "' begins and ends");
        }
        return count == 1 ? (lower + upper) / 2 : lower + (upper - lower) * index / (count - 1);
    }
}
