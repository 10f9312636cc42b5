package io.mscale.tasks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a table's text. Comments and blank lines are emptied, not removed, so that lines keep their numbers.
 *
 * @param lines the lines, without their ends
 * @param comments how many lines were comments
 * @param names the last comment above the table, which may have the names; null if there is none
 * @param separator what a line {@code sep=;} says; null if there is none
 */
record TextLines(
        List<String> lines,
        int comments,
        @Nullable String names,
        @Nullable Character separator) {

    /** Excel's way to tell the separator. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)\\s*\"?sep=(.)\"?[\\s,;]*");

    static TextLines of(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\\r\\n|\\r|\\n", -1)));
        Matcher told = SEPARATOR.matcher(lines.get(0));
        Character separator = null;
        if (told.matches()) {
            separator = told.group(1).charAt(0);
            lines.set(0, "");
        }
        int comments = 0;
        String names = null;
        boolean isAbove = true;
        boolean isQuoted = false;
        String marks = "#%";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String stripped = line.strip();
            if (!isQuoted && stripped.isEmpty()) {
                lines.set(i, "");
                continue;
            }
            boolean isComment = !isQuoted && marks.indexOf(stripped.charAt(0)) >= 0 && !isMissing(stripped);
            if (isComment) {
                comments++;
                names = isAbove ? stripped : names;
                lines.set(i, "");
                continue;
            }
            if (isAbove) {
                isAbove = false;
                marks = names == null || names.startsWith("#") ? "#" : "#%";
            }
            isQuoted ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
        }
        return new TextLines(lines, comments, names == null ? null : names.replaceFirst("^[#%]+\\s*", ""), separator);
    }

    /** Excel's missing value looks like a comment. */
    private static boolean isMissing(String line) {
        return line.regionMatches(true, 0, "#N/A", 0, 4);
    }

    /** The first lines that are not empty. */
    List<String> first(int most) {
        return lines.stream().filter(line -> !line.isEmpty()).limit(most).toList();
    }
}
