package io.mscale.report.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Quotes commands for a POSIX shell, to be copied from a report. */
public final class PosixShell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./=-]+");

    private PosixShell() {}

    /** The command that runs the program from its folder with these arguments, on one line. */
    public static String program(List<String> arguments) {
        return Stream.concat(Stream.of("java", "-jar", "harness.jar"), arguments.stream())
                .map(Text::oneLine)
                .map(PosixShell::quote)
                .collect(Collectors.joining(" "));
    }

    /** A word, quoted if necessary. */
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
