package io.mscale.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document in GitHub-flavoured Markdown, for a comment or a CI job's summary. Text from outside is shown literally:
 * it cannot create markup, HTML or notifications. Long lists are cut, since comments have a length limit.
 */
public final class Markdown {

    private static final Pattern BLOCK_MARK = Pattern.compile("^(\\d{0,9})([-+.)])");
    private static final String FENCE = "```";

    /** Maximum number of items of a list. */
    public static final int MOST_ITEMS = 20;

    private final List<String> lines = new ArrayList<>();

    public void lines(List<String> content) {
        lines.addAll(content);
    }

    /** Adds lines of their own paragraph. They must already be Markdown. */
    public void paragraph(List<String> content) {
        lines.addAll(content);
        lines.add("");
    }

    public void paragraph(String content) {
        paragraph(List.of(content));
    }

    /**
     * Adds a list of texts, if there are any.
     *
     * @param moreIn where the rest can be found, after "and 3 more"
     */
    public void list(List<String> texts, String moreIn) {
        List<String> items = new ArrayList<>();
        texts.stream().limit(MOST_ITEMS).forEach(text -> items.add("- " + line(text)));
        if (texts.size() > MOST_ITEMS) {
            items.add("- and " + (texts.size() - MOST_ITEMS) + " more" + moreIn);
        }
        if (!items.isEmpty()) {
            paragraph(items);
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    public static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        Text.oneLine(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // Some renderers show the backslash of an escaped pipe in a table cell.
                case '|' -> escaped.append("&#124;");
                // The zero-width space prevents a mention, which would notify the user of that name.
                case '@' -> escaped.append("@&#8203;");
                case '\\', '`', '*', '_', '[', ']', '~', '#', '$' ->
                    escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Text at the beginning of a line, where it must not start a list. */
    public static String line(String text) {
        return BLOCK_MARK.matcher(text(text)).replaceFirst("$1\\\\$2");
    }

    public static String bold(String text) {
        return "**" + text(text) + "**";
    }

    /** A row of a table. The cells must already be Markdown. */
    public static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Lines of code in a fence that they cannot close. */
    public static List<String> code(String language, List<String> lines) {
        String fence = FENCE;
        while (lines.toString().contains(fence)) {
            fence += "`";
        }
        String opening = fence + language;
        return List.of(opening, String.join("\n", lines), fence);
    }
}
