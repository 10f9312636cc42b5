package io.mscale.tasks.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a table.
 *
 * @param text without a byte order mark
 * @param notes what was found out about its encoding
 */
record TableText(String text, List<String> notes) {

    /** What is not UTF-8 nearly always comes from here, or from Latin-1, of which it has all letters. */
    private static final String USUAL = "windows-1252";

    TableText {
        notes = List.copyOf(notes);
    }

    /**
     * Decodes bytes.
     *
     * @param file the file in quotes, for messages
     * @throws IllegalArgumentException if they are not text
     */
    static TableText of(byte[] bytes, String file, @Nullable Charset given) {
        if (given != null) {
            String text = decoded(bytes, given);
            if (text == null) {
                throw new IllegalArgumentException(file + " is not text in " + given.name());
            }
            return checked(text, file, List.of());
        }
        Charset marked = marked(bytes);
        if (marked != null) {
            String text = decoded(bytes, marked);
            if (text == null) {
                throw new IllegalArgumentException(
                        file + " is not text in " + marked.name() + ", which its first bytes say that it is");
            }
            return checked(text, file, marked.equals(StandardCharsets.UTF_8) ? List.of() : List.of(marked.name()));
        }
        String text = decoded(bytes, StandardCharsets.UTF_8);
        if (text != null) {
            return checked(text, file, List.of());
        }
        String guessed = decoded(bytes, Charset.forName(USUAL));
        if (guessed == null) {
            throw new IllegalArgumentException(
                    file + " is text in neither UTF-8 nor " + USUAL + "; name its encoding with --encoding");
        }
        return checked(guessed, file, List.of("not UTF-8, read as " + USUAL + " (--encoding names another encoding)"));
    }

    /** What the byte order mark says; null if there is none. */
    private static @Nullable Charset marked(byte[] bytes) {
        if (TableBytes.startsWith(bytes, "\u00EF\u00BB\u00BF")) {
            return StandardCharsets.UTF_8;
        }
        if (TableBytes.startsWith(bytes, "\u00FF\u00FE")) {
            return StandardCharsets.UTF_16LE;
        }
        return TableBytes.startsWith(bytes, "\u00FE\u00FF") ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable String decoded(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static TableText checked(String text, String file, List<String> notes) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    file + " is not a text file; if it is text in UTF-16, say --encoding UTF-16LE or UTF-16BE");
        }
        return new TableText(text, notes);
    }
}
