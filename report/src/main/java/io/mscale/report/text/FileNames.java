package io.mscale.report.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates unique names that are safe as file names on every system. */
public final class FileNames {

    private static final int LONGEST_PART = 60;

    private final Set<String> given = new HashSet<>();

    /** A name made of the given parts but the empty ones, followed by a number if it is already taken. */
    public String of(Stream<String> parts) {
        String name = parts.filter(part -> !part.isEmpty()).map(FileNames::safe).collect(Collectors.joining("-"));
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
