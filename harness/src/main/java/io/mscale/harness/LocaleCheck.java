package io.mscale.harness;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this process's locale can express the names that it was given. Java replaces what it cannot by U+FFFD, and every
 * file of such a name is out of reach.
 */
final class LocaleCheck {

    private static final String UNKNOWN = "\uFFFD";

    private LocaleCheck() {}

    /**
     * Looks at the arguments and at the working folder.
     *
     * @throws UsageException if one of them could not be read; the message names the locale and the remedy
     */
    static void check(List<String> arguments) {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            check(arguments, System.getProperty("user.dir", ""), encoding);
        }
    }

    static void check(List<String> arguments, String workingFolder, String encoding) {
        Optional<String> unreadable = Stream.concat(arguments.stream(), Stream.of(workingFolder))
                .filter(name -> name.contains(UNKNOWN))
                .findFirst();
        unreadable.ifPresent(name -> {
            throw new UsageException("'" + name.replace(UNKNOWN, "?") + "' holds characters that this locale ("
                    + variable().orElse("none is set") + "; " + encoding
                    + ") cannot express; start in a UTF-8 locale, as in: LC_ALL=C.UTF-8 java -jar harness.jar ...");
        });
    }

    /** The variable that decides the locale of file names, as in {@code LC_ALL=C}. */
    private static Optional<String> variable() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(name ->
                        !Optional.ofNullable(System.getenv(name)).orElse("").isEmpty())
                .map(name -> name + "=" + System.getenv(name))
                .findFirst();
    }
}
