package io.mscale.api.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Looks up names in a closed list and words the answer when a name is not in it. */
public final class Names {

    private Names() {}

    /** Finds a constant of an enum by its id; see {@link #parse(String, List, String)}. */
    public static <E extends Enum<E> & Named> E parse(String what, Class<E> type, String id) {
        return parse(what, List.of(type.getEnumConstants()), id);
    }

    /**
     * Finds one of several choices by its {@link Named#id() id}.
     *
     * @param what what the name stands for, as in "activation"
     * @throws IllegalArgumentException if no choice has that id; the message lists the allowed ids and suggests the nearest
     */
    public static <T extends Named> T parse(String what, List<T> choices, String id) {
        for (T choice : choices) {
            if (choice.id().equals(id)) {
                return choice;
            }
        }
        throw unknown(what, id, choices.stream().map(Named::id).toList());
    }

    /** The exception for a name that is not among {@code allowed}; its message is meant for the user. */
    public static IllegalArgumentException unknown(String what, String name, Collection<String> allowed) {
        String suggestion =
                nearest(name, allowed).map(n -> ". Did you mean '" + n + "'?").orElse("");
        String choice = allowed.isEmpty() ? "none is available" : "allowed: " + String.join(", ", allowed);
        return new IllegalArgumentException("unknown " + what + " '" + name + "'; " + choice + suggestion);
    }

    /** The candidate most like {@code name}, if any is near enough to be a likely slip of the finger. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, name.length() / 3);
        ToIntFunction<String> distance = candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT));
        return candidates.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= most)
                .min(Comparator.comparingInt(distance));
    }

    /** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours cost one each. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + substitution);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
