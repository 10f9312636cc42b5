package io.mscale.tasks.table;

import io.mscale.api.option.Names;
import io.mscale.api.task.Units;
import io.mscale.record.file.NpyArray;
import io.mscale.record.file.NpzFile;
import io.mscale.tasks.table.Separator.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A table read from a file: text with columns, or arrays of NumPy. Only the columns that are used need to hold numbers, dates or
 * times. What was found out or left out is told in {@link #notes}.
 */
public final class Table {

    /** The file in quotes. */
    private final String file;

    private final TableFormat format;
    /** The columns' names; empty if the file has none. */
    private final List<String> header;

    private final TableBody body;
    private final String form;
    /** Where the names are, after a comma; empty if that says nothing. */
    private final String place;

    private final List<String> notes;

    private Table(
            String file,
            TableFormat format,
            List<String> header,
            TableBody body,
            String form,
            String place,
            List<String> notes) {
        this.file = file;
        this.format = format;
        this.header = List.copyOf(header);
        this.body = body;
        this.form = form;
        this.place = place;
        List<String> all = new ArrayList<>(notes);
        for (int i = 0; i < header.size(); i++) {
            int first = header.indexOf(header.get(i));
            if (first < i && !header.get(i).isEmpty()) {
                all.add("columns " + (first + 1) + " and " + (i + 1) + " are both named '" + header.get(i)
                        + "'; the name means column " + (first + 1));
            }
        }
        if (isRowNames()) {
            all.add(
                    "the first column has no name and only tells the rows apart: no input unless it is named by its number");
        }
        this.notes = List.copyOf(all);
    }

    /**
     * Reads a file.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if the file is not such a table; the message says why, on one line
     */
    public static Table read(Path path, String name, TableFormat format) {
        String file = "'" + name + "'";
        byte[] bytes = TableBytes.read(path, name);
        if (bytes.length == 0) {
            throw new IllegalArgumentException(file + " is empty");
        }
        try {
            if (TableBytes.isNpy(bytes)) {
                TableBody body = NumpyBody.of(NpyArray.of(bytes), "it");
                return new Table(file, format, List.of(), required(body), "an array of NumPy", "", List.of());
            }
            return TableBytes.isZip(bytes) ? ofArrays(bytes, file, format) : ofText(bytes, file, format);
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith(file) ? message : file + ": " + message, e);
        }
    }

    private static Table ofArrays(byte[] bytes, String file, TableFormat format) throws IOException {
        Map<String, NpyArray> arrays = NpzFile.parse(bytes, TableBytes.MOST_BYTES);
        List<String> names = List.copyOf(arrays.keySet());
        NpyArray first = arrays.values().iterator().next();
        if (arrays.size() == 1 && first.shape().length == 2) {
            TableBody body = NumpyBody.of(first, "its array '" + names.get(0) + "'");
            return new Table(
                    file,
                    format,
                    List.of(),
                    required(body),
                    "the array '" + names.get(0) + "' of NumPy",
                    "",
                    List.of());
        }
        double[][] columns = new double[names.size()][];
        for (int i = 0; i < columns.length; i++) {
            NpyArray array = arrays.get(names.get(i));
            if (array == null || array.shape().length != 1) {
                throw new IllegalArgumentException(
                        "its array '" + names.get(i)
                                + "' is not of one dimension; arrays of one length are columns, or a single one has two dimensions");
            }
            columns[i] = array.values();
            if (columns[i].length != columns[0].length) {
                throw new IllegalArgumentException("its array '" + names.get(i) + "' has " + columns[i].length
                        + " numbers, '" + names.get(0) + "' has " + columns[0].length);
            }
        }
        return new Table(file, format, names, required(NumpyBody.of(columns)), "arrays of NumPy", "", List.of());
    }

    private static Table ofText(byte[] bytes, String file, TableFormat format) {
        TableText text = TableText.of(bytes, file, format.encoding());
        TextLines lines = TextLines.of(text.text());
        Separator separator = lines.separator() == null ? Separator.of(lines) : Separator.told(lines.separator());
        List<Row> rows = separator.rows(lines.lines());
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty");
        }
        Header header = new Header(rows, lines, separator, format.header());
        List<String> notes = new ArrayList<>(text.notes());
        if (lines.comments() > 0) {
            notes.add("lines of comment left out: " + lines.comments());
        }
        notes.addAll(header.notes());
        return new Table(
                file,
                format,
                header.names(),
                required(new TextBody(header.rows(), format)),
                separator.words() + " between them",
                ", " + header.place(),
                notes);
    }

    private static TableBody required(TableBody body) {
        if (body.rows() < 1 || body.columns() < 1) {
            throw new IllegalArgumentException("it has no rows of data");
        }
        return body;
    }

    /** The number of columns. */
    public int columns() {
        return body.columns();
    }

    /** The number of rows, those with missing values too. */
    public int rows() {
        return body.rows();
    }

    /** Whether the columns have names. */
    public boolean isNamed() {
        return !header.isEmpty();
    }

    /** What was found out or left out, a line each, without the file's name. */
    public List<String> notes() {
        return notes;
    }

    /** Describes the detected format, with the decimal mark of the columns that are used. */
    public String words(TableColumns used) {
        return rows() + " rows of " + columns() + " columns, " + form
                + (used.hasDecimalCommas() ? ", decimal commas" : "") + place;
    }

    /** Whether a column is the nameless first one that counts the rows or names them, as programs write it. */
    public boolean isRowNames(int column) {
        return column == 0 && isRowNames();
    }

    private boolean isRowNames() {
        if (header.isEmpty() || columns() < 2 || !List.of("", "Unnamed: 0").contains(header.get(0))) {
            return false;
        }
        return body.isCounter(0) || IntStream.range(0, body.rows()).noneMatch(row -> Values.isValue(body.text(row, 0)));
    }

    /**
     * Finds a column by its name, which may leave out the unit at its end, or by its number from 1.
     *
     * @return its index, from 0
     * @throws IllegalArgumentException if there is no such column
     */
    public int column(String reference) {
        int byName = header.indexOf(reference);
        if (byName >= 0 && !reference.isEmpty()) {
            return byName;
        }
        if (reference.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(reference);
            if (number >= 1 && number <= columns()) {
                return number - 1;
            }
        }
        OptionalInt byQuantity = byQuantity(reference);
        if (byQuantity.isPresent()) {
            return byQuantity.getAsInt();
        }
        List<String> names = header.stream().filter(name -> !name.isEmpty()).toList();
        throw names.isEmpty()
                ? new IllegalArgumentException("unknown column '" + reference
                        + "'; the table has no names; use a number from 1 to " + columns())
                : Names.unknown("column", reference, names);
    }

    /** The column of that name where one of both has a unit; that of dates stands in a task's names, not in the file. */
    private OptionalInt byQuantity(String reference) {
        int[] found = IntStream.range(0, header.size())
                .filter(i -> quantity(header.get(i)).equals(reference))
                .toArray();
        if (found.length == 0 && TimeScale.ofName(reference).isPresent()) {
            found = IntStream.range(0, header.size())
                    .filter(i -> quantity(header.get(i)).equals(quantity(reference)))
                    .toArray();
        }
        return found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
    }

    private static String quantity(String name) {
        return new Units.Column(name, 0, 1).quantity();
    }

    /** Returns a column's name, or its number from 1 if it has none. The second of two of a name has its number, too. */
    public String name(int column) {
        if (header.isEmpty() || header.get(column).isEmpty()) {
            return Integer.toString(column + 1);
        }
        String name = header.get(column);
        return header.indexOf(name) == column ? name : name + " #" + (column + 1);
    }

    /** Returns a reference that {@link #column} resolves to this column, usable in a comma-separated list. */
    public String reference(int column) {
        String number = Integer.toString(column + 1);
        if (header.isEmpty() || header.get(column).isEmpty()) {
            return number;
        }
        String name = header.get(column);
        boolean isPlain = !name.contains(",") && !name.contains("\n") && name.equals(name.strip());
        return isPlain && column(name) == column ? name : number;
    }

    /**
     * The numbers of some columns, row by row. Dates and times are mapped from the first one of each column.
     *
     * @throws IllegalArgumentException if a cell is no finite number, date or time; the message names it by row and column
     */
    public TableColumns numbers(List<Integer> columns) {
        List<Optional<TimeScale>> scales = new ArrayList<>();
        for (int column : columns) {
            scales.add(naming(column, () -> body.time(column)));
        }
        return numbers(columns, scales);
    }

    /**
     * The same with dates and times mapped as before. Numbers in a column whose name has that scale, or is not known, are
     * mapped already.
     *
     * @param scales for each of the columns {@link TimeScale#ofName} of the name that {@link TableColumns#names} gave it
     */
    public TableColumns numbers(List<Integer> columns, List<Optional<TimeScale>> scales) {
        List<String> names = new ArrayList<>();
        List<String> told = new ArrayList<>();
        double[][] values = new double[columns.size()][body.rows()];
        boolean[] isMissing = new boolean[body.rows()];
        NumberMarks marks = body.marks(columns);
        for (int i = 0; i < values.length; i++) {
            int column = columns.get(i);
            Optional<TimeScale> scale = scales.get(i);
            names.add(scale.map(time -> time.named(name(column))).orElse(name(column)));
            Optional<TimeScale> toMap = scale.filter(time -> !isMapped(column, time));
            scale.ifPresent(time -> told.add("column '" + name(column) + "' has "
                    + (toMap.isEmpty()
                            ? "numbers, taken as " + time.unit()
                            : (time.kind() == TimeScale.Kind.DAYS ? "dates" : "times") + ", which become "
                                    + time.unit())));
            for (int row = 0; row < isMissing.length; row++) {
                values[i][row] = number(row, column, toMap, marks);
                isMissing[row] |= Double.isNaN(values[i][row]);
            }
        }
        if (!marks.grouped().isEmpty()) {
            told.add("'" + marks.grouped() + "' and the like are read with thousands parted: "
                    + marks.read(marks.grouped()));
        }
        int[] kept = IntStream.range(0, isMissing.length)
                .filter(row -> !isMissing[row])
                .toArray();
        if (kept.length == isMissing.length) {
            return new TableColumns(names, told, values, marks.isDecimalComma());
        }
        int first = IntStream.range(0, isMissing.length)
                .filter(row -> isMissing[row])
                .findFirst()
                .orElse(0);
        told.add("rows with a missing value left out: " + (isMissing.length - kept.length) + " of " + isMissing.length
                + ", the first is " + body.place(first));
        for (int i = 0; i < values.length; i++) {
            double[] all = values[i];
            values[i] = IntStream.of(kept).mapToDouble(row -> all[row]).toArray();
        }
        return new TableColumns(names, told, values, marks.isDecimalComma());
    }

    /** Whether dates of a column are numbers already: those that predictions have, or of arrays, which have no dates. */
    private boolean isMapped(int column, TimeScale scale) {
        Optional<TimeScale> named = header.isEmpty() ? Optional.empty() : TimeScale.ofName(header.get(column));
        return body.isOfNumbers(column) && named.map(scale::equals).orElse(body instanceof NumpyBody);
    }

    private double number(int row, int column, Optional<TimeScale> scale, NumberMarks marks) {
        double number;
        try {
            number = body.number(row, column, scale, marks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ": " + body.place(row) + ", column '" + name(column) + "': " + e.getMessage(), e);
        }
        if (Double.isNaN(number) && !format.dropsMissing()) {
            String text = body.text(row, column);
            throw new IllegalArgumentException(file + ": " + body.place(row) + ", column '" + name(column)
                    + "': the value is missing" + (text.isEmpty() ? "" : " ('" + text + "')")
                    + "; --missing drop leaves such rows out");
        }
        return number;
    }

    private <T> T naming(int column, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": column '" + name(column) + "': " + e.getMessage(), e);
        }
    }
}
