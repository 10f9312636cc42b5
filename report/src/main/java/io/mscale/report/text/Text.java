package io.mscale.report.text;

/** Makes text from outside safe to print. */
public final class Text {

    private Text() {}

    /**
     * The text on one line, without control and formatting characters: text from a backend or a file name must not
     * move the cursor, ring the bell, colour the terminal or change the text direction.
     */
    public static String oneLine(String text) {
        return text.replaceAll("\\R+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?").strip();
    }
}
