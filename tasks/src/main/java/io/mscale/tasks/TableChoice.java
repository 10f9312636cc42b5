package io.mscale.tasks;

import io.mscale.api.option.Numbers;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.tasks.table.Table;
import io.mscale.tasks.table.TableColumns;
import io.mscale.tasks.table.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Below this a network has nothing to generalise from. */
    private static final int FEWEST_ROWS = 10;

    static final List<TaskOption> OPTIONS = Stream.concat(
                    Stream.of(
                            new TaskOption(
                                    DATA,
                                    "FILE",
                                    "the table: text, .npy or .npz, packed by gzip or not; - is the standard input",
                                    ""),
                            new TaskOption(
                                    INPUTS,
                                    "A,B",
                                    "input columns by name, or by number from 1 (all but the output)",
                                    ""),
                            new TaskOption(OUTPUT, "Y", "the output column (the last)", ""),
                            new TaskOption(TEST_SHARE, "X", "share of the rows reserved for testing", "0.2"),
                            new TaskOption(
                                    SPLIT,
                                    "random|block|every:N",
                                    "which rows they are: any; those with the largest first input, as for a series; or each N-th",
                                    "random")),
                    TableFormat.OPTIONS.stream())
            .toList();

    final Path file;
    /** The detected format of the table, in words. */
    final String form;
    /** What was found out or left out, a line each. */
    final List<String> notes;
    /** All options in a form that recreates this selection. */
    final Map<String, String> choices;

    /** The names of the inputs, and last the output's. */
    final List<String> names;
    /** The inputs, row-major [rows x inputs]. */
    final double[] x;
    /** The outputs. */
    final double[] y;
    /** Where two inputs lie on a regular lattice. */
    final Optional<Lattice> lattice;

    final RowSplit split;
    /** The number of rows reserved for testing unless the user gives one. */
    final int testRows;

    /** Creates a placeholder until a table is selected. */
    TableChoice() {
        file = Path.of("");
        form = "no rows";
        notes = List.of();
        lattice = Optional.empty();
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
        file = given.read(DATA, TableChoice::file);
        TableFormat format = TableFormat.of(given);
        Table table = given.read(DATA, name -> requireColumns(Table.read(file, name, format), name));
        int output = given.given(OUTPUT).isPresent() ? given.read(OUTPUT, table::column) : table.columns() - 1;
        int[] inputs = given.given(INPUTS).isPresent()
                ? given.read(INPUTS, names -> columns(table, names))
                : IntStream.range(0, table.columns())
                        .filter(i -> i != output && !table.isRowNames(i))
                        .toArray();
        if (IntStream.of(inputs).anyMatch(i -> i == output)) {
            throw new WrongChoiceException(
                    given.given(OUTPUT).isPresent() ? OUTPUT : INPUTS,
                    "column '" + table.name(output) + "' cannot be both an input and the output");
        }
        List<Integer> all = new ArrayList<>(IntStream.of(inputs).boxed().toList());
        all.add(output);
        TableColumns columns =
                given.read(DATA, name -> requireUsable(table.numbers(List.copyOf(all)), table.isNamed(), name));
        int rows = columns.rows();
        x = new double[rows * inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            for (int row = 0; row < rows; row++) {
                x[row * inputs.length + i] = columns.column(i)[row];
            }
        }
        y = columns.column(inputs.length);
        names = columns.names();
        testRows = given.read(SPLIT, name -> split.defaultTestRows(rows, share));
        lattice = inputs.length == 2 ? Lattice.of(columns.column(0), columns.column(1)) : Optional.empty();
        form = table.words(columns);
        notes = Stream.concat(table.notes().stream(), columns.notes().stream()).toList();
        choices = new LinkedHashMap<>();
        choices.put(DATA, file.toString());
        choices.put(INPUTS, IntStream.of(inputs).mapToObj(table::reference).collect(Collectors.joining(",")));
        choices.put(OUTPUT, table.reference(output));
        choices.put(SPLIT, split.toString());
        if (split.kind() != RowSplit.Kind.EVERY) {
            choices.put(TEST_SHARE, Double.toString(share));
        }
        for (TaskOption option : TableFormat.OPTIONS) {
            given.given(option.name()).ifPresent(value -> choices.put(option.name(), value));
        }
    }

    private static Path file(String name) {
        return name.equals(StandardInput.NAME)
                ? StandardInput.kept(System.in)
                : Path.of(name).toAbsolutePath().normalize();
    }

    private static Table requireColumns(Table table, String name) {
        if (table.columns() < 2) {
            throw new IllegalArgumentException("'" + name
                    + "' has only one column; commas, semicolons, tabs, bars or blanks must separate at least two");
        }
        return table;
    }

    private static TableColumns requireUsable(TableColumns columns, boolean isNamed, String name) {
        if (columns.rows() < FEWEST_ROWS) {
            throw new IllegalArgumentException("'" + name + "' has " + columns.rows() + " rows of data"
                    + (isNamed ? " below the names" : "") + "; at least " + FEWEST_ROWS + " are needed");
        }
        for (int i = 0; i < columns.names().size(); i++) {
            if (columns.isConstant(i)) {
                throw new IllegalArgumentException("'" + name + "': column '"
                        + columns.names().get(i) + "' is " + columns.column(i)[0] + " in all " + columns.rows()
                        + " rows; a constant column cannot be used");
            }
        }
        return columns;
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

    private static int[] columns(Table table, String names) {
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
