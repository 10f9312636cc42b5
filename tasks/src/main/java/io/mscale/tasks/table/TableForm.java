package io.mscale.tasks.table;

import java.util.List;

/**
 * How a table is written.
 *
 * @param separator what stands between fields: a comma, a semicolon or a tab
 */
record TableForm(char separator) {

    /** In this order: where semicolons or tabs part fields, commas are decimal. */
    private static final List<Character> SEPARATORS = List.of(';', '\t', ',');

    private static final int LOOKED_AT = 50;

    /** The separator that all lines hold equally often, or that the first holds most often; a comma if there is none. */
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

    /** Whether numbers may be written with a decimal comma. */
    boolean allowsDecimalComma() {
        return separator != ',';
    }

    /** For the user. */
    String words() {
        return switch (separator) {
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "commas";
        };
    }

    /** Separators outside quotes. */
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
