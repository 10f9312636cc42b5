package io.mscale.report.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes text from outside safe to print, to paste into a shell or to put into XML. */
public final class Text {

    /** Words that no POSIX shell interprets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./=-]+");

    private Text() {}

    /**
     * The text on one line, without control and formatting characters: text from a backend or a file name must not
     * move the cursor, ring the bell, colour the terminal or change the text direction.
     */
    public static String oneLine(String text) {
        return text.replaceAll("\\R+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?").strip();
    }

    /** The command that runs the program from its folder with these arguments, on one line, for a POSIX shell. */
    public static String command(List<String> arguments) {
        return Stream.concat(Stream.of("java", "-jar", "harness.jar"), arguments.stream())
                .map(Text::oneLine)
                .map(Text::quote)
                .collect(Collectors.joining(" "));
    }

    /** A word for a POSIX shell, quoted if necessary. */
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Text for an XML element or attribute; characters that XML does not allow become question marks. */
    public static String escapeXml(String text) {
        return validXml(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The text with question marks for characters that XML does not allow. */
    public static String validXml(String text) {
        return text.codePoints()
                .map(c -> isXml(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
