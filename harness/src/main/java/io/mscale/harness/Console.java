package io.mscale.harness;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where the program prints. Results go to {@code out}, everything about the way there to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param isTerminal whether a person is watching, so that lines may be rewritten in place
 * @param colors whether escape sequences for bold and colour may be used
 */
public record Console(PrintStream out, PrintStream err, boolean isTerminal, boolean colors) {

    private static final String RESET = "\u001b[0m";

    /** The console of this process. */
    @SuppressWarnings("SystemConsoleNull") // the property below restores the meaning of null on newer JDKs
    public static Console system() {
        // Newer JDKs return a console even when output is redirected, unless they are told to use the old provider.
        System.setProperty("jdk.console", "java.base");
        return of(System.console() != null, System.getenv());
    }

    /** A console that is a terminal or not. {@code NO_COLOR} counts if it is not empty, as no-color.org has it. */
    static Console of(boolean hasTerminal, Map<String, String> environment) {
        boolean terminal = hasTerminal && !"dumb".equals(environment.get("TERM"));
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(System.out, System.err, terminal, terminal && colors);
    }

    /** The same console without colours. */
    public Console plain() {
        return new Console(out, err, isTerminal, false);
    }

    /** The text in bold, if the console can. */
    public String bold(String text) {
        return colors ? "\u001b[1m" + text + RESET : text;
    }

    /** The text in red, if the console can. */
    public String red(String text) {
        return colors ? "\u001b[31m" + text + RESET : text;
    }
}
