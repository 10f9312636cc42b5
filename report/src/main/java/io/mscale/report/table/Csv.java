package io.mscale.report.table;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as in RFC 4180, but with line feeds only. */
public final class Csv {

    private Csv() {}

    /** A line with its terminator. Fields are quoted where necessary. */
    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
