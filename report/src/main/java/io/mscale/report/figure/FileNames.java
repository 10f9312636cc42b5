package io.mscale.report.figure;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates unique names that are safe as file names on every system. */
final class FileNames {

    private static final int LONGEST_PART = 60;

    private final Set<String> given = new HashSet<>();

    /** A name made of the given parts, followed by a number if it is already taken. */
    String of(String... parts) {
        String name = Stream.of(parts).map(FileNames::safe).collect(Collectors.joining("-"));
        String unique = name;
        for (int use = 2; !given.add(unique); use++) {
            unique = name + "-" + use;
        }
        return unique;
    }

    private static String safe(String part) {
        String ascii = part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = ascii.substring(0, Math.min(ascii.length(), LONGEST_PART)).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "unnamed" : cut;
    }
}
