package io.mscale.harness;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where the program prints: results to {@code out}, progress and problems to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param isTerminal whether standard output is a terminal, so that lines may be rewritten in place
 * @param colors whether escape sequences for bold and colour may be used
 */
public record Console(PrintStream out, PrintStream err, boolean isTerminal, boolean colors) {

    private static final String RESET = "\u001b[0m";

    /** The console of this process. */
    @SuppressWarnings("SystemConsoleNull") // the property set below makes null mean "no terminal" on newer JDKs too
    public static Console system() {
        // Newer JDKs return a console even when output is redirected unless the old provider is selected.
        System.setProperty("jdk.console", "java.base");
        return of(System.console() != null, System.getenv());
    }

    /** A console for an environment. As no-color.org asks, {@code NO_COLOR} counts unless it is empty. */
    static Console of(boolean hasTerminal, Map<String, String> environment) {
        boolean terminal = hasTerminal && !"dumb".equals(environment.get("TERM"));
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(System.out, System.err, terminal, terminal && colors);
    }

    /** A copy of this console without colours. */
    public Console plain() {
        return new Console(out, err, isTerminal, false);
    }

    /** The text in bold, if colours are on. */
    public String bold(String text) {
        return colors ? "\u001b[1m" + text + RESET : text;
    }

    /** The text in red, if colours are on. */
    public String red(String text) {
        return colors ? "\u001b[31m" + text + RESET : text;
    }
}
