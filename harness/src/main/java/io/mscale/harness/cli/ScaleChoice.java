package io.mscale.harness.cli;

import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import java.util.Optional;

/**
 * How the user wants scales chosen.
 *
 * @param named the scales; empty to choose them from the data
 * @param rounds in how many rounds they are chosen: from the training data, then from what has not been learned of them
 */
public record ScaleChoice(Optional<Scales> named, int rounds) {

    private static final String AUTO = "auto";

    /** More rounds than anyone means have too few steps each to learn anything. */
    private static final int MOST_ROUNDS = 20;

    /** Choose the scales from the training data. */
    public static final ScaleChoice AUTOMATIC = new ScaleChoice(Optional.empty(), 1);

    /** Use the given scales. */
    public static ScaleChoice of(Scales scales) {
        return new ScaleChoice(Optional.of(scales), 1);
    }

    /** Parses {@code auto}, {@code auto:N} or a family of scales. */
    public static ScaleChoice parse(String text) {
        if (text.equals(AUTO)) {
            return AUTOMATIC;
        }
        if (text.startsWith(AUTO + ":")) {
            try {
                return new ScaleChoice(Optional.empty(), rounds(text.substring(AUTO.length() + 1)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("scales '" + text + "': the number of rounds " + e.getMessage(), e);
            }
        }
        try {
            return of(Scales.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; or auto or auto:ROUNDS, to choose them from the data", e);
        }
    }

    /** Parses a number of rounds. */
    static int rounds(String text) {
        return (int) Numbers.wholeNumber(text, 1, MOST_ROUNDS);
    }

    @Override
    public String toString() {
        return named.map(Scales::toString).orElse(rounds == 1 ? AUTO : AUTO + ":" + rounds);
    }
}
