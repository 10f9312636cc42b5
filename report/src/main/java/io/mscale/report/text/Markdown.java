package io.mscale.report.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GitHub-flavoured Markdown. Text from outside is shown as it is: it makes no markup, no HTML and no notification. */
public final class Markdown {

    private static final Pattern BLOCK_MARK = Pattern.compile("^(\\d{0,9})([-+.)])");
    private static final String FENCE = "```";

    private Markdown() {}

    /** Text within a line. */
    public static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        Text.oneLine(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // A backslash before it would end up in the text of a table cell in some renderers.
                case '|' -> escaped.append("&#124;");
                // The zero-width space keeps a name from becoming a mention, which would notify its owner.
                case '@' -> escaped.append("@&#8203;");
                case '\\', '`', '*', '_', '[', ']', '~', '#', '$' ->
                    escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Text at the beginning of a line, where it must not open a list. */
    public static String line(String text) {
        return BLOCK_MARK.matcher(text(text)).replaceFirst("$1\\\\$2");
    }

    /** Text that stands out. */
    public static String bold(String text) {
        return "**" + text(text) + "**";
    }

    /** A row of a table. The cells are Markdown already. */
    public static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Lines of code in a fence that nothing in them can close. */
    public static List<String> code(String language, List<String> lines) {
        String fence = FENCE;
        while (lines.toString().contains(fence)) {
            fence += "`";
        }
        String opening = fence + language;
        return List.of(opening, String.join("\n", lines), fence);
    }
}
