package io.mscale.tasks.table;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a table file, split into lines and fields. */
final class TableText {

    /** Far more rows than a network of this kind is trained on; bounds the memory needed to parse them. */
    static final long MOST_BYTES = 256L << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
