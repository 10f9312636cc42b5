package io.mscale.tasks;

import io.mscale.api.option.Numbers;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import io.mscale.api.task.WrongChoiceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns that the user selected from a table, scaled for a network. Immutable as long as callers do not modify the
 * arrays.
 */
final class TableChoice {

    private static final String DATA = "data";
    private static final String INPUTS = "inputs";
    private static final String OUTPUT = "output";
    private static final String TEST_SHARE = "test-share";

    static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(DATA, "FILE", "the table: columns separated by commas, semicolons or tabs", ""),
            new TaskOption(INPUTS, "A,B", "input columns by name, or by number from 1 (all but the output)", ""),
            new TaskOption(OUTPUT, "Y", "the output column (the last)", ""),
            new TaskOption(TEST_SHARE, "X", "share of the rows reserved for testing", "0.2"));

    final Path file;
    /** The detected format of the table, in words. */
    final String form;
    /** All options in a form that recreates this selection. */
    final Map<String, String> choices;

    final Units units;
    /** The scaled inputs, row-major [rows x inputs]. */
    final double[] x;
    /** The scaled outputs. */
    final double[] y;
    /** The number of rows reserved for testing. */
    final int testRows;

    /** Creates a placeholder until a table is selected. */
    TableChoice() {
        file = Path.of("");
        form = "no rows";
        choices = Map.of();
        units = new Units(List.of(new Units.Column("x", 0, 1)), List.of(new Units.Column("y", 0, 1)));
        x = new double[1];
        y = new double[1];
        testRows = 0;
    }

    /**
     * Reads the table.
     *
     * @throws WrongChoiceException if the table cannot be read, or a selected column is missing or unusable for
     *     learning
     */
    TableChoice(TaskChoices given) {
        if (given.given(DATA).isEmpty()) {
            throw new WrongChoiceException(DATA, "the task 'csv' needs a file, as in --data FILE");
        }
        double share = given.read(TEST_SHARE, TableChoice::share);
        file = given.read(DATA, name -> Path.of(name).toAbsolutePath().normalize());
        NumberTable table = given.read(DATA, name -> new NumberTable(file, name));
        int output = given.given(OUTPUT).isPresent() ? given.read(OUTPUT, table::column) : table.columns - 1;
        int[] inputs = given.given(INPUTS).isPresent()
                ? given.read(INPUTS, names -> columns(table, names))
                : IntStream.range(0, table.columns).filter(i -> i != output).toArray();
        if (IntStream.of(inputs).anyMatch(i -> i == output)) {
            throw new WrongChoiceException(
                    given.given(OUTPUT).isPresent() ? OUTPUT : INPUTS,
                    "column '" + table.name(output) + "' cannot be both an input and the output");
        }
        int rows = table.rows.size();
        List<Units.Column> columns = new ArrayList<>();
        x = new double[rows * inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int input = inputs[i];
            double[] values = given.read(DATA, name -> table.numbers(input));
            Units.Column column = toUnitInterval(table.name(input), values);
            columns.add(column);
            for (int row = 0; row < rows; row++) {
                x[row * inputs.length + i] = column.scaled(values[row]);
            }
        }
        double[] values = given.read(DATA, name -> table.numbers(output));
        Units.Column column = standardised(table.name(output), values);
        y = Arrays.stream(values).map(column::scaled).toArray();
        form = table.words();
        choices = new LinkedHashMap<>();
        choices.put(DATA, file.toString());
        choices.put(INPUTS, IntStream.of(inputs).mapToObj(table::reference).collect(Collectors.joining(",")));
        choices.put(OUTPUT, table.reference(output));
        choices.put(TEST_SHARE, Double.toString(share));
        units = new Units(columns, List.of(column));
        testRows = (int) Math.max(1, Math.min(rows - 1, Math.round(share * rows)));
    }

    private static double share(String text) {
        double value = Numbers.positive(text);
        if (value >= 1) {
            throw new IllegalArgumentException("'" + text + "' is not between 0 and 1");
        }
        return value;
    }

    private static int[] columns(NumberTable table, String names) {
        int[] columns = Arrays.stream(names.split(",", -1))
                .mapToInt(name -> table.column(name.strip()))
                .toArray();
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < i; j++) {
                if (columns[i] == columns[j]) {
                    throw new IllegalArgumentException(
                            "'" + names + "' names column '" + table.name(columns[i]) + "' twice");
                }
            }
        }
        return columns;
    }

    /** Maps the smallest value to -1 and the largest to 1. */
    private static Units.Column toUnitInterval(String name, double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(0);
        return new Units.Column(name, least + (greatest - least) / 2, (greatest - least) / 2);
    }

    private static Units.Column standardised(String name, double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new Units.Column(name, mean, Math.sqrt(variance));
    }
}
