package io.mscale.tasks;

import io.mscale.api.option.Names;
import io.mscale.api.task.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table of numbers read from a text file. Fields are separated by commas, semicolons or tabs; a header line is
 * optional. Only the columns that are used need to be numeric.
 */
final class NumberTable {

    /** Below this a network has nothing to generalise from. */
    private static final int FEWEST_ROWS = 10;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+(?:[eE][+-]?\\d{1,4})?");

    private final String file;
    private final char separator;
    /** The columns' names; empty if the file has none. */
    private final List<String> header;

    final int columns;
    final List<List<String>> rows = new ArrayList<>();
    /** The line of each row, counted from 1. */
    private final List<Integer> lines = new ArrayList<>();

    /**
     * Reads a file.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if the file is not such a table; the message says why
     */
    NumberTable(Path path, String name) {
        file = "'" + name + "'";
        List<String> texts = new ArrayList<>();
        int line = 0;
        for (String text : TableText.read(path, name).split("\\R", -1)) {
            line++;
            if (!text.isBlank()) {
                texts.add(text);
                lines.add(line);
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty");
        }
        separator = TableText.separator(texts);
        texts.forEach(text -> rows.add(TableText.fields(text, separator)));
        columns = rows.get(0).size();
        if (columns < 2) {
            throw new IllegalArgumentException(
                    file + " has only one column; commas, semicolons or tabs must separate at least two");
        }
        header = isHeader(rows) ? rows.remove(0) : List.of();
        if (!header.isEmpty()) {
            lines.remove(0);
        }
        requireDistinctNames();
        if (rows.size() < FEWEST_ROWS) {
            throw new IllegalArgumentException(file + " has " + rows.size() + " rows of data"
                    + (header.isEmpty() ? "" : " below the names") + "; at least " + FEWEST_ROWS + " are needed");
        }
        for (int row = 0; row < rows.size(); row++) {
            int fields = rows.get(row).size();
            if (fields != columns) {
                throw new IllegalArgumentException(
                        file + ": " + place(row) + " has " + fields + " fields; the first line has " + columns);
            }
        }
    }

    /** Returns whether the first row is a header: it is all text, or has text where the second row has a number. */
    private static boolean isHeader(List<List<String>> rows) {
        List<String> first = rows.get(0);
        boolean anyNumber = first.stream().anyMatch(NumberTable::isNumber);
        if (!anyNumber || rows.size() == 1) {
            return !anyNumber;
        }
        List<String> second = rows.get(1);
        return IntStream.range(0, Math.min(first.size(), second.size()))
                .anyMatch(i -> !first.get(i).isEmpty() && !isNumber(first.get(i)) && isNumber(second.get(i)));
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches() || DECIMAL_COMMA.matcher(field).matches();
    }

    private void requireDistinctNames() {
        for (int i = 0; i < header.size(); i++) {
            int first = header.indexOf(header.get(i));
            if (first < i && !header.get(i).isEmpty()) {
                throw new IllegalArgumentException(file + " names two columns '" + header.get(i) + "': columns "
                        + (first + 1) + " and " + (i + 1));
            }
        }
    }

    /**
     * Finds a column by its name, which may leave out the unit at its end, or by its number from 1.
     *
     * @return its index, from 0
     * @throws IllegalArgumentException if there is no such column
     */
    int column(String reference) {
        int byName = header.indexOf(reference);
        if (byName >= 0 && !reference.isEmpty()) {
            return byName;
        }
        if (reference.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(reference);
            if (number >= 1 && number <= columns) {
                return number - 1;
            }
        }
        int[] withUnits = IntStream.range(0, header.size())
                .filter(i -> new Units.Column(header.get(i), 0, 1).quantity().equals(reference))
                .toArray();
        if (withUnits.length == 1) {
            return withUnits[0];
        }
        List<String> names = header.stream().filter(name -> !name.isEmpty()).toList();
        throw names.isEmpty()
                ? new IllegalArgumentException(
                        "unknown column '" + reference + "'; the table has no names; use a number from 1 to " + columns)
                : Names.unknown("column", reference, names);
    }

    /** Returns a column's name, or its number from 1 if it has none. */
    String name(int column) {
        return header.isEmpty() || header.get(column).isEmpty() ? Integer.toString(column + 1) : header.get(column);
    }

    /** Returns a reference that {@link #column} resolves to this column, usable in a comma-separated list. */
    String reference(int column) {
        String name = name(column);
        return name.contains(",") || column(name) != column ? Integer.toString(column + 1) : name;
    }

    /**
     * Returns a column's numbers, row by row.
     *
     * @throws IllegalArgumentException if a number is missing or not finite, or if all are the same
     */
    double[] numbers(int column) {
        double[] numbers = new double[rows.size()];
        boolean isConstant = true;
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(row, column);
            isConstant &= numbers[row] == numbers[0];
        }
        if (isConstant) {
            throw new IllegalArgumentException(file + ": column '" + name(column) + "' is " + numbers[0] + " in all "
                    + numbers.length + " rows; a constant column cannot be used");
        }
        return numbers;
    }

    private double number(int row, int column) {
        String field = rows.get(row).get(column);
        String plain = hasDecimalComma(field) ? field.replace(',', '.') : field;
        if (NUMBER.matcher(plain).matches()) {
            double number = Double.parseDouble(plain);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException(file + ": " + place(row) + ", column '" + name(column) + "': "
                + (field.isEmpty() ? "the value is missing" : "'" + field + "' is not a finite number"));
    }

    /** Describes a row's position, counted from 1. */
    private String place(int row) {
        return "row " + (row + 1) + (lines.get(row) == row + 1 ? "" : " (line " + lines.get(row) + ")");
    }

    /** Returns whether a field is a number with a decimal comma; where commas separate fields, none is. */
    private boolean hasDecimalComma(String field) {
        return separator != ',' && DECIMAL_COMMA.matcher(field).matches();
    }

    /** Describes the detected format. */
    String words() {
        String separators = separator == ';' ? "semicolons" : separator == '\t' ? "tabs" : "commas";
        return rows.size() + " rows of " + columns + " columns, " + separators + " between them"
                + (rows.stream().flatMap(List::stream).anyMatch(this::hasDecimalComma) ? ", decimal commas" : "")
                + (header.isEmpty() ? ", no names in the first line" : ", names in the first line");
    }
}
