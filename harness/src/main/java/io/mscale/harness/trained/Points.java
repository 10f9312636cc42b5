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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points to evaluate a network at, in the units of its data. */
public final class Points {

    /** Numbers in all points together; more would not fit the memory of a usual machine. */
    private static final long MOST = 100_000_000;

    private static final Pattern SECOND_OF_A_NAME = Pattern.compile("(?s).* #([0-9]{1,6})");

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
            requireFitting("--grid", all, sizes.length);
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
        table.notes().forEach(notes);
        List<Integer> columns = named(table, inputs).orElseGet(() -> first(table, inputs, notes));
        List<Optional<TimeScale>> scales =
                inputs.stream().map(input -> TimeScale.ofName(input.name())).toList();
        TableColumns numbers = UsageException.naming("--data", () -> table.numbers(columns, scales));
        numbers.notes().forEach(notes);
        if (numbers.rows() == 0) {
            throw new UsageException("--data: no row without a missing value is left");
        }
        requireFitting("--data", numbers.rows(), inputs.size());
        double[] values = new double[numbers.rows() * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            double[] column = numbers.column(i);
            for (int row = 0; row < column.length; row++) {
                values[row * inputs.size() + i] = column[row];
            }
        }
        return new Points(inputs.size(), values);
    }

    /** The columns by the inputs' names, which are numbers where the network's own table had no names; empty if one is missing. */
    private static Optional<List<Integer>> named(Table table, List<NetworkFile.Variable> inputs) {
        boolean isOrder = !table.isNamed() && table.columns() == inputs.size();
        List<Integer> columns = new ArrayList<>();
        for (NetworkFile.Variable input : inputs) {
            // of two columns of one name, the second is called "name #2" by its number
            Matcher second = SECOND_OF_A_NAME.matcher(input.name());
            String reference = second.matches() && table.isNamed() ? second.group(1) : input.name();
            try {
                columns.add(table.column(reference));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no column of that name
            }
        }
        return isOrder ? Optional.empty() : Optional.of(columns);
    }

    /** The first columns, in order, without one that only names the rows. */
    private static List<Integer> first(Table table, List<NetworkFile.Variable> inputs, Consumer<String> notes) {
        List<Integer> columns = IntStream.range(0, table.columns())
                .filter(column -> !table.isRowNames(column))
                .limit(inputs.size())
                .boxed()
                .toList();
        if (columns.size() < inputs.size()) {
            throw new UsageException("--data: the table has " + columns.size() + " columns; the network has "
                    + inputs.size() + " inputs: " + names(inputs));
        }
        if (table.isNamed() || table.columns() > inputs.size()) {
            notes.accept("no columns are named " + names(inputs) + "; the first are taken, in order: "
                    + columns.stream().map(table::name).collect(Collectors.joining(", ")));
        }
        return columns;
    }

    private static void requireFitting(String option, long points, int inputs) {
        if (points * inputs > MOST) {
            throw new UsageException(
                    option + ": " + points + " points of " + inputs + " inputs are more than " + MOST + " numbers");
        }
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
