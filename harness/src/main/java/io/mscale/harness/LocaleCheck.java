package io.mscale.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that this process's locale can represent the names it was given. Java replaces characters it cannot decode by
 * U+FFFD, which makes a file of that name unreachable.
 */
final class LocaleCheck {

    private static final String UNKNOWN = "\uFFFD";

    private LocaleCheck() {}

    /** Checks the arguments and the working folder. The message of the exception names the locale and the remedy. */
    static void check(List<String> arguments) {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            check(arguments, System.getProperty("user.dir", ""), encoding);
        }
    }

    static void check(List<String> arguments, String workingFolder, String encoding) {
        for (String name :
                Stream.concat(arguments.stream(), Stream.of(workingFolder)).toList()) {
            if (name.contains(UNKNOWN)) {
                throw new UsageException("'" + name.replace(UNKNOWN, "?") + "' holds characters that this locale ("
                        + variable() + "; " + encoding
                        + ") cannot express; start in a UTF-8 locale, as in: LC_ALL=C.UTF-8 java -jar harness.jar ...");
            }
        }
    }

    /** The variable that sets the locale of file names, as in {@code LC_ALL=C}. */
    private static String variable() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(name -> !System.getenv().getOrDefault(name, "").isEmpty())
                .map(name -> name + "=" + System.getenv(name))
                .findFirst()
                .orElse("none is set");
    }
}
