package io.mscale.tasks.table;

import io.mscale.api.option.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table of numbers read from a text file. Fields are separated by commas, semicolons or tabs; a header line is
 * optional. Only the columns that are used need to be numeric.
 */
public final class NumberTable {

    /** Below this a network has nothing to generalise from. */
    static final int FEWEST_ROWS = 10;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+(?:[eE][+-]?\\d{1,4})?");

    private final TableForm form;
    private final Optional<List<String>> header;
    private final int columns;
    private final List<List<String>> rows;
    private final List<Integer> lines;

    private NumberTable(
            TableForm form, Optional<List<String>> header, int columns, List<List<String>> rows, List<Integer> lines) {
        this.form = form;
        this.header = header;
        this.columns = columns;
        this.rows = rows;
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if the file is not such a table; the message says why
     */
    public static NumberTable read(Path file, String name) {
        List<String> texts = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        int line = 0;
        for (String text : TableText.read(file, name).split("\\R", -1)) {
            line++;
            if (!text.isBlank()) {
                texts.add(text);
                lines.add(line);
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is empty");
        }
        TableForm form = TableForm.of(texts);
        List<List<String>> rows = new ArrayList<>(texts.size());
        texts.forEach(text -> rows.add(TableText.fields(text, form.separator())));
        int columns = rows.get(0).size();
        if (columns < 2) {
            throw new IllegalArgumentException(
                    "'" + name + "' has only one column; commas, semicolons or tabs must separate at least two");
        }
        Optional<List<String>> header = isHeader(rows) ? Optional.of(rows.remove(0)) : Optional.empty();
        if (header.isPresent()) {
            lines.remove(0);
            requireDistinct(header.get(), name);
        }
        if (rows.size() < FEWEST_ROWS) {
            throw new IllegalArgumentException("'" + name + "' has " + rows.size() + " rows of data"
                    + (header.isPresent() ? " below the names" : "") + "; at least " + FEWEST_ROWS + " are needed");
        }
        NumberTable table = new NumberTable(form, header, columns, rows, lines);
        table.requireEven(name);
        return table;
    }

    /** Returns whether the first row is a header: it is all text, or has text where the second row has a number. */
    private static boolean isHeader(List<List<String>> rows) {
        List<String> first = rows.get(0);
        boolean anyNumber = first.stream().anyMatch(NumberTable::isNumber);
        if (!anyNumber || rows.size() == 1) {
            return !anyNumber;
        }
        List<String> second = rows.get(1);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (!first.get(i).isEmpty() && !isNumber(first.get(i)) && isNumber(second.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches() || DECIMAL_COMMA.matcher(field).matches();
    }

    private static void requireDistinct(List<String> header, String file) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            Integer before = name.isEmpty() ? null : places.putIfAbsent(name, i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "'" + file + "' names two columns '" + name + "': columns " + (before + 1) + " and " + (i + 1));
            }
        }
    }

    private void requireEven(String file) {
        for (int row = 0; row < rows.size(); row++) {
            int fields = rows.get(row).size();
            if (fields != columns) {
                throw new IllegalArgumentException("'" + file + "': " + place(row) + " has " + fields
                        + " fields; the first" + " line has " + columns);
            }
        }
    }

    /** Returns the number of data rows. */
    public int rows() {
        return rows.size();
    }

    /** Returns the number of columns. */
    public int columns() {
        return columns;
    }

    /**
     * Finds a column by its name, or by its number from 1.
     *
     * @return its index, from 0
     * @throws IllegalArgumentException if there is no such column
     */
    public int column(String reference) {
        int byName = header.map(names -> names.indexOf(reference)).orElse(-1);
        if (byName >= 0 && !reference.isEmpty()) {
            return byName;
        }
        if (reference.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(reference);
            if (number >= 1 && number <= columns) {
                return number - 1;
            }
        }
        List<String> names = header.orElse(List.of()).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        throw names.isEmpty()
                ? new IllegalArgumentException(
                        "unknown column '" + reference + "'; the table has no names; use a number from 1 to " + columns)
                : Names.unknown("column", reference, names);
    }

    /** Returns a column's name, or its number from 1 if it has none. */
    public String name(int column) {
        return header.map(names -> names.get(column))
                .filter(name -> !name.isEmpty())
                .orElse(Integer.toString(column + 1));
    }

    /** Returns a reference that {@link #column} resolves to this column, usable in a comma-separated list. */
    public String reference(int column) {
        String name = name(column);
        return name.contains(",") || column(name) != column ? Integer.toString(column + 1) : name;
    }

    /**
     * Returns a column's numbers, row by row.
     *
     * @param file the file name as the user gave it
     * @throws IllegalArgumentException if a number is missing or not finite, or if all are the same
     */
    public double[] numbers(int column, String file) {
        double[] numbers = new double[rows.size()];
        boolean isConstant = true;
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(row, column, file);
            isConstant &= numbers[row] == numbers[0];
        }
        if (isConstant) {
            throw new IllegalArgumentException("'" + file + "': column '" + name(column) + "' is " + numbers[0]
                    + " in all " + numbers.length + " rows; a constant column cannot be used");
        }
        return numbers;
    }

    private double number(int row, int column, String file) {
        String field = rows.get(row).get(column);
        String plain =
                form.allowsDecimalComma() && DECIMAL_COMMA.matcher(field).matches() ? field.replace(',', '.') : field;
        if (NUMBER.matcher(plain).matches()) {
            double number = Double.parseDouble(plain);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException("'" + file + "': " + place(row) + ", column '" + name(column) + "': "
                + (field.isEmpty() ? "the value is missing" : "'" + field + "' is not a finite number"));
    }

    /** Describes a row's position, counted from 1. */
    private String place(int row) {
        return "row " + (row + 1) + (lines.get(row) == row + 1 ? "" : " (line " + lines.get(row) + ")");
    }

    /** Describes the detected format. */
    public String words() {
        boolean anyComma = form.allowsDecimalComma()
                && rows.stream()
                        .flatMap(List::stream)
                        .anyMatch(field -> DECIMAL_COMMA.matcher(field).matches());
        return rows.size() + " rows of " + columns + " columns, " + form.words() + " between them"
                + (anyComma ? ", decimal commas" : "")
                + (header.isPresent() ? ", names in the first line" : ", no names in the first line");
    }
}
