package io.mscale.tasks.table;

import java.util.List;

/**
 * The format of a table.
 *
 * @param separator the separator between fields: a comma, a semicolon or a tab
 */
record TableForm(char separator) {

    /** In order of precedence: where semicolons or tabs separate fields, commas are decimal. */
    private static final List<Character> SEPARATORS = List.of(';', '\t', ',');

    /** Lines inspected for the separator; a wrong guess is reported later, with the row that does not fit. */
    private static final int LOOKED_AT = 50;

    /**
     * Detects the separator: one that occurs equally often in all lines, or else the most frequent one in the first
     * line; a comma if there is none.
     */
    static TableForm of(List<String> lines) {
        List<String> first = lines.subList(0, Math.min(LOOKED_AT, lines.size()));
        for (char separator : SEPARATORS) {
            List<Integer> counts = first.stream()
                    .map(line -> count(line, separator))
                    .distinct()
                    .toList();
            if (counts.size() == 1 && counts.get(0) > 0) {
                return new TableForm(separator);
            }
        }
        char best = ',';
        for (char separator : SEPARATORS) {
            if (count(first.get(0), separator) > count(first.get(0), best)) {
                best = separator;
            }
        }
        return new TableForm(best);
    }

    /** Returns whether numbers may be written with a decimal comma. */
    boolean allowsDecimalComma() {
        return separator != ',';
    }

    /** Returns the separator's name for messages. */
    String words() {
        return switch (separator) {
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "commas";
        };
    }

    /** Counts separators outside quotes. */
    private static int count(String line, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }
}
