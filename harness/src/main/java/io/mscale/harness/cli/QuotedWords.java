package io.mscale.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text at blanks like a shell: text between single or double quotes is part of one word. */
final class QuotedWords {

    private static final Pattern WORD = Pattern.compile("\\s*((?:[^\\s\"']|\"[^\"]*\"|'[^']*')+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private QuotedWords() {}

    /**
     * Splits a text into words.
     *
     * @throws IllegalArgumentException if a quote is not closed
     */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String stripped = text.strip();
        Matcher matcher = WORD.matcher(stripped);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            words.add(QUOTED.matcher(matcher.group(1))
                    .replaceAll(quoted ->
                            Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1))));
            end = matcher.end();
        }
        if (end < stripped.length()) {
            throw new IllegalArgumentException("a quote is not closed in: " + text);
        }
        return words;
    }
}
