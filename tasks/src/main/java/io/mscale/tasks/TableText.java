package io.mscale.tasks;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a table file, and the fields of its lines. */
final class TableText {

    /** Far more rows than a network of this kind is trained on; bounds the memory needed to parse them. */
    private static final long MOST_BYTES = 256L << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** In order of precedence: where semicolons or tabs separate fields, commas are decimal. */
    private static final List<Character> SEPARATORS = List.of(';', '\t', ',');

    /** Lines inspected for the separator; a wrong guess is reported later, with the row that does not fit. */
    private static final int LOOKED_AT = 50;

    private TableText() {}

    /**
     * Reads a file.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if the file cannot be read, is too large or is not text
     */
    static String read(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    Files.exists(file) ? "'" + name + "' is not a regular file" : "there is no file '" + name + "'");
        }
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "'" + name + "' has " + size + " bytes; at most " + MOST_BYTES + " are allowed");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("'" + name + "' is not a text file");
            }
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("'" + name + "' is not text in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Detects the separator: one that occurs equally often in all lines, or else the most frequent one in the first
     * line; a comma if there is none.
     */
    static char separator(List<String> lines) {
        for (char separator : SEPARATORS) {
            int[] counts = lines.stream()
                    .limit(LOOKED_AT)
                    .mapToInt(line -> count(line, separator))
                    .distinct()
                    .toArray();
            if (counts.length == 1 && counts[0] > 0) {
                return separator;
            }
        }
        char best = ',';
        for (char separator : SEPARATORS) {
            if (count(lines.get(0), separator) > count(lines.get(0), best)) {
                best = separator;
            }
        }
        return best;
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

    /**
     * Splits a line into stripped fields. A quoted field may contain separators; a doubled quote stands for one quote.
     */
    static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean isEscaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (isEscaped) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
