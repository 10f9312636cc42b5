package io.mscale.results.history;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The content of a baseline's file: the run that a name refers to on one machine.
 *
 * @param run the run's file, relative to the history's folder, with forward slashes
 * @param setAt when it was set, ISO 8601 in UTC
 */
public record Baseline(String schema, String name, String run, String setAt) {

    public static final String SCHEMA = "mscale-baseline/1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public Baseline {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(setAt, "setAt");
    }

    /**
     * Validates a name, which becomes a folder name.
     *
     * @throws IllegalArgumentException if the name is invalid
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not a baseline's name; use letters, digits, '.', '_' and '-', as in main or v1.2");
        }
        return name;
    }
}
