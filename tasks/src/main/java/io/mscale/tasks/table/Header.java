package io.mscale.tasks.table;

import io.mscale.api.task.Units;
import io.mscale.tasks.table.Separator.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names of a table's columns and the rows below: what stands above the numbers, and beside them without being any, is taken
 * from the rows.
 */
final class Header {

    /** The columns' names; empty if the file has none. */
    private List<String> names = List.of();

    private boolean isInComment;

    private final List<Row> rows;
    private final List<String> notes = new ArrayList<>();

    /**
     * Finds the names.
     *
     * @param all the rows, at least one
     * @param text what they were written in
     * @param given whether the first row has the names; null to find out
     * @throws IllegalArgumentException if a row has more or fewer fields than the first, or what the first row is cannot be
     *     known; the message says it without the file's name
     */
    Header(List<Row> all, TextLines text, Separator separator, @Nullable Boolean given) {
        rows = new ArrayList<>(all);
        int before = rows.size();
        rows.removeIf(row -> row.fields().size() > 1 && row.fields().stream().allMatch(String::isEmpty));
        if (rows.size() < before) {
            notes.add("rows without any value left out: " + (before - rows.size()));
        }
        if (rows.isEmpty()) {
            return;
        }
        boolean isNamed = given == null ? isHeader() : given;
        if (isNamed) {
            names = rows.remove(0).fields();
            if (separator == Separator.BLANKS && !rows.isEmpty()) {
                names = withUnits(names, rows.get(0).fields().size());
            }
        }
        leaveOutEndsOfLines();
        if (!names.isEmpty() && hasNamesOfRows(text, separator)) {
            // R and pandas write no name above the names of rows.
            List<String> more = new ArrayList<>(names);
            more.add(0, "");
            names = more;
        }
        requireEqualLengths();
        String comment = text.names();
        if (!isNamed && given == null && comment != null) {
            takeNames(comment, separator);
        }
        takeUnits();
        leaveOutEmptyColumns();
    }

    /** Where the names are, in words. */
    String place() {
        return names.isEmpty()
                ? "no names in the first line"
                : isInComment ? "names in a comment" : "names in the first line";
    }

    List<String> names() {
        return names;
    }

    List<Row> rows() {
        return rows;
    }

    List<String> notes() {
        return notes;
    }

    /** Whether the first row has names: it is all text, or has text where the second row has a value. */
    private boolean isHeader() {
        List<String> first = rows.get(0).fields();
        boolean hasValue = first.stream().anyMatch(Values::isValue);
        if (!hasValue || rows.size() == 1) {
            return !hasValue;
        }
        List<String> second = rows.get(1).fields();
        boolean hasText = IntStream.range(0, Math.min(first.size(), second.size()))
                .anyMatch(i -> !first.get(i).isEmpty()
                        && !NumberMarks.isMissing(first.get(i))
                        && !Values.isValue(first.get(i))
                        && Values.isValue(second.get(i)));
        if (!hasText && isCounted(first) && !isCounted(second)) {
            if (first.get(0).isEmpty()) {
                return true;
            }
            throw new IllegalArgumentException("line " + rows.get(0).line() + ", '" + String.join(",", first)
                    + "', may be names or numbers; say --header yes or --header no");
        }
        return hasText;
    }

    /** Whether it counts three columns or more from 0, as pandas does that has no names for them. */
    private static boolean isCounted(List<String> fields) {
        int from = fields.get(0).isEmpty() ? 1 : 0;
        return fields.size() >= 3
                && IntStream.range(from, fields.size())
                        .allMatch(i -> fields.get(i).equals(Integer.toString(i - from)));
    }

    /** Separators at the ends of lines, as some instruments write them, part nothing. */
    private void leaveOutEndsOfLines() {
        if (names.isEmpty() || rows.isEmpty()) {
            return;
        }
        int width = rows.get(0).fields().size();
        while (names.size() > width && names.get(names.size() - 1).isEmpty()) {
            names = names.subList(0, names.size() - 1);
        }
        int columns = names.size();
        boolean isLonger = width > columns;
        if (isLonger
                && rows.stream()
                        .allMatch(row -> row.fields().size() > columns
                                && row.fields().stream().skip(columns).allMatch(String::isEmpty))) {
            rows.replaceAll(row -> new Row(row.line(), row.fields().subList(0, columns)));
            notes.add("separators at the ends of lines left out");
        }
    }

    /**
     * Whether the rows have a field more than there are names, and begin with names or with a count that cannot be a value. A
     * count between commas must be in quotes: else a decimal comma may part the numbers.
     */
    private boolean hasNamesOfRows(TextLines text, Separator separator) {
        if (rows.isEmpty()
                || rows.get(0).fields().size() != names.size() + 1
                || names.stream().anyMatch(Values::isValue)) {
            return false;
        }
        boolean isParted = separator == Separator.BLANKS || separator == Separator.TABS;
        return rows.stream().noneMatch(row -> Values.isValue(row.fields().get(0)))
                || (isCount()
                        && (isParted
                                || rows.stream().allMatch(row -> text.lines()
                                        .get(row.line() - 1)
                                        .stripLeading()
                                        .startsWith("\""))));
    }

    /** Whether the first fields of the rows count them, from 0 or 1. */
    private boolean isCount() {
        int from = rows.get(0).fields().get(0).equals("0") ? 0 : 1;
        return IntStream.range(0, rows.size())
                .allMatch(i -> rows.get(i).fields().get(0).equals(Integer.toString(i + from)));
    }

    private void requireEqualLengths() {
        if (rows.isEmpty()) {
            return;
        }
        int columns = names.isEmpty() ? rows.get(0).fields().size() : names.size();
        for (int i = 0; i < rows.size(); i++) {
            int fields = rows.get(i).fields().size();
            if (fields != columns) {
                throw new IllegalArgumentException(
                        place(i, rows.get(i).line()) + " has " + fields + " fields; the first line has " + columns
                                + (rows.get(i).fields().stream().anyMatch(field -> field.contains("\n"))
                                        ? "; a quote in it may not be closed"
                                        : ""));
            }
        }
    }

    /** Describes a row's position, counted from 1. */
    static String place(int row, int line) {
        return "row " + (row + 1) + (line == row + 1 ? "" : " (line " + line + ")");
    }

    /** Names that blanks part from their units in brackets, joined with these if there are too many fields. */
    private static List<String> withUnits(List<String> fields, int columns) {
        if (fields.size() <= columns) {
            return fields;
        }
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            boolean isUnit = field.matches("\\[.*]|\\(.*\\)");
            if (isUnit && !names.isEmpty()) {
                names.set(names.size() - 1, names.get(names.size() - 1) + " " + field);
            } else {
                names.add(field);
            }
        }
        return names;
    }

    private void takeNames(String comment, Separator separator) {
        int columns = rows.get(0).fields().size();
        for (Separator way : List.of(separator, Separator.BLANKS)) {
            List<Row> rowsOfNames = way.rows(List.of(comment));
            if (rowsOfNames.isEmpty()) {
                continue;
            }
            List<String> told = withUnits(rowsOfNames.get(0).fields(), columns);
            if (told.size() == columns && told.stream().noneMatch(Values::isValue)) {
                names = told;
                isInComment = true;
                notes.add("names from the comment above: " + String.join(", ", names));
                return;
            }
        }
    }

    /** A row of words between the names and the first numbers has the units. */
    private void takeUnits() {
        if (names.isEmpty() || rows.size() < 2) {
            return;
        }
        List<String> units = rows.get(0).fields();
        List<String> below = rows.get(1).fields();
        boolean areUnits = units.stream().noneMatch(Values::isValue)
                && IntStream.range(0, units.size())
                        .anyMatch(i -> !NumberMarks.isMissing(units.get(i)) && Values.isValue(below.get(i)));
        if (!areUnits) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String unit = units.get(i).replaceAll("^[\\[(]\\s*|\\s*[\\])]$", "");
            boolean hasUnit = !unit.isEmpty()
                    && !unit.matches("-+|[:]?-+[:]?")
                    && !names.get(i).isEmpty();
            boolean isTold = !new Units.Column(names.get(i), 0, 1).unit().isEmpty();
            named.add(hasUnit && !isTold ? names.get(i) + " [" + unit + "]" : names.get(i));
        }
        names = named;
        notes.add("line " + rows.remove(0).line() + " has the units: " + String.join(", ", units));
    }

    /** Columns without a name and without a value anywhere. */
    private void leaveOutEmptyColumns() {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.get(0).fields().size();
        int[] kept = IntStream.range(0, columns)
                .filter(i -> (!names.isEmpty() && !names.get(i).isEmpty())
                        || rows.stream().anyMatch(row -> !row.fields().get(i).isEmpty()))
                .toArray();
        if (kept.length == columns) {
            return;
        }
        names = names.isEmpty()
                ? names
                : IntStream.of(kept).mapToObj(names::get).toList();
        rows.replaceAll(row -> new Row(
                row.line(), IntStream.of(kept).mapToObj(row.fields()::get).toList()));
        notes.add("empty columns left out: " + (columns - kept.length));
    }
}
