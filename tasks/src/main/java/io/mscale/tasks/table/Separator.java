package io.mscale.tasks.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What parts the columns of a table. */
enum Separator {
    SEMICOLONS(';'),
    TABS('\t'),
    COMMAS(','),
    BARS('|'),
    /** One blank or many, tabs too. */
    BLANKS(' ');

    /** Lines inspected for the separator; a wrong guess is reported later, with the row that does not fit. */
    private static final int LOOKED_AT = 100;

    /** Decides between separators that fit alike only. */
    private static final double TIE = 1e-6;

    private final char mark;

    Separator(char mark) {
        this.mark = mark;
    }

    String words() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The separator that a line {@code sep=;} names. */
    static Separator told(char mark) {
        for (Separator separator : values()) {
            if (separator.mark == mark) {
                return separator;
            }
        }
        throw new IllegalArgumentException("the first line says that '" + mark
                + "' separates columns; semicolons, tabs, commas, bars and blanks are read");
    }

    /**
     * Finds out the separator: the one under which most lines have the same number of fields, and most fields are values; the
     * first in the order here if several fit.
     */
    static Separator of(TextLines text) {
        List<String> lines = text.first(LOOKED_AT);
        Separator best = COMMAS;
        double most = 0;
        for (Separator separator : values()) {
            double fit = separator.fit(lines);
            if (fit > most + 1e-9) {
                best = separator;
                most = fit;
            }
        }
        return best;
    }

    private double fit(List<String> lines) {
        List<Row> rows;
        try {
            rows = rows(lines);
        } catch (IllegalArgumentException e) {
            return 0;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.fields().size(), 1, Integer::sum));
        int usual = counts.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(0);
        if (usual < 2) {
            return 0;
        }
        double values = 0;
        double fields = 0;
        double fitting = 0;
        for (Row row : rows) {
            if (row.fields().size() == usual) {
                fitting++;
                fields += usual;
                values += row.fields().stream().mapToDouble(this::value).sum();
            }
        }
        // Even a table of words has columns where its lines agree.
        return fitting / rows.size() * (0.01 + values / fields);
    }

    private double value(String field) {
        if (field.isEmpty()) {
            return 0.5;
        }
        // Decimal commas between blanks, 0,5 293,1, are no 0, 5 293 and 1.
        boolean mayBeTwo = this == COMMAS && field.indexOf(' ') > 0 && !Moment.isMoment(field);
        return Values.isValue(field) || NumberMarks.isMissing(field) ? (mayBeTwo ? 1 - TIE : 1) : 0;
    }

    /** The fields of lines that are not empty, without blanks around them. */
    List<Row> rows(List<String> lines) {
        return this == BLANKS ? parted(lines) : separated(lines);
    }

    /**
     * A row.
     *
     * @param line where it begins, counted from 1
     */
    record Row(int line, List<String> fields) {}

    private List<Row> separated(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(mark)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(String.join("\n", lines))) {
            for (CsvRecord row : reader) {
                rows.add(new Row(
                        (int) row.getStartingLineNumber(),
                        row.getFields().stream().map(NumberMarks::stripped).toList()));
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(
                    "line " + (rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1)
                            + " or below cannot be read: its quotes do not match, or it has far too many fields",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<Row> parted(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                rows.add(new Row(i + 1, parted(lines.get(i))));
            }
        }
        return rows;
    }

    /** Fields between blanks; quotes hold blanks together. */
    static List<String> parted(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        boolean isField = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
                isField = true;
            } else if (!isQuoted && (c == ' ' || c == '\t')) {
                if (isField) {
                    fields.add(NumberMarks.stripped(field.toString()));
                    field.setLength(0);
                    isField = false;
                }
            } else {
                field.append(c);
                isField = true;
            }
        }
        if (isField) {
            fields.add(NumberMarks.stripped(field.toString()));
        }
        return fields;
    }
}
