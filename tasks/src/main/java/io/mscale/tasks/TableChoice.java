package io.mscale.tasks;

import io.mscale.api.option.Numbers;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
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
 * The columns that the user selected from a table, in the table's own numbers, and how its rows are split. Immutable as long
 * as callers do not modify the arrays.
 */
final class TableChoice {

    private static final String DATA = "data";
    private static final String INPUTS = "inputs";
    private static final String OUTPUT = "output";
    private static final String TEST_SHARE = "test-share";
    private static final String SPLIT = "split";

    static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(DATA, "FILE", "the table: columns separated by commas, semicolons or tabs", ""),
            new TaskOption(INPUTS, "A,B", "input columns by name, or by number from 1 (all but the output)", ""),
            new TaskOption(OUTPUT, "Y", "the output column (the last)", ""),
            new TaskOption(TEST_SHARE, "X", "share of the rows reserved for testing", "0.2"),
            new TaskOption(
                    SPLIT,
                    "random|block|every:N",
                    "which rows they are: any; those with the largest first input, as for a series; or each N-th",
                    "random"));

    final Path file;
    /** The detected format of the table, in words. */
    final String form;
    /** All options in a form that recreates this selection. */
    final Map<String, String> choices;

    /** The names of the inputs, and last the output's. */
    final List<String> names;
    /** The inputs, row-major [rows x inputs]. */
    final double[] x;
    /** The outputs. */
    final double[] y;

    final RowSplit split;
    /** The number of rows reserved for testing unless the user gives one. */
    final int testRows;

    /** Creates a placeholder until a table is selected. */
    TableChoice() {
        file = Path.of("");
        form = "no rows";
        choices = Map.of();
        names = List.of("x", "y");
        x = new double[1];
        y = new double[1];
        split = RowSplit.parse("random");
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
        split = given.read(SPLIT, RowSplit::parse);
        if (split.kind() == RowSplit.Kind.EVERY && given.given(TEST_SHARE).isPresent()) {
            throw new WrongChoiceException(TEST_SHARE, "the split '" + split + "' decides which rows are for testing");
        }
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
        List<String> columns = new ArrayList<>();
        x = new double[rows * inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int input = inputs[i];
            double[] values = given.read(DATA, name -> table.numbers(input));
            columns.add(table.name(input));
            for (int row = 0; row < rows; row++) {
                x[row * inputs.length + i] = values[row];
            }
        }
        y = given.read(DATA, name -> table.numbers(output));
        columns.add(table.name(output));
        names = List.copyOf(columns);
        testRows = given.read(SPLIT, name -> split.defaultTestRows(rows, share));
        form = table.words();
        choices = new LinkedHashMap<>();
        choices.put(DATA, file.toString());
        choices.put(INPUTS, IntStream.of(inputs).mapToObj(table::reference).collect(Collectors.joining(",")));
        choices.put(OUTPUT, table.reference(output));
        choices.put(SPLIT, split.toString());
        if (split.kind() != RowSplit.Kind.EVERY) {
            choices.put(TEST_SHARE, Double.toString(share));
        }
    }

    /** The number of inputs. */
    int inputs() {
        return names.size() - 1;
    }

    /** An input of all rows. */
    double[] column(int input) {
        double[] column = new double[y.length];
        Arrays.setAll(column, row -> x[row * inputs() + input]);
        return column;
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
}
