package io.mscale.harness.cli;

import io.mscale.api.network.Scales;
import java.util.Optional;

/**
 * Scales that a user named, or the wish that they be chosen from the data.
 *
 * @param named the scales; empty if they are to be chosen
 */
public record ScaleChoice(Optional<Scales> named) {

    private static final String AUTO = "auto";

    /** The scales are chosen from the training data. */
    public static final ScaleChoice AUTOMATIC = new ScaleChoice(Optional.empty());

    /** These scales. */
    public static ScaleChoice of(Scales scales) {
        return new ScaleChoice(Optional.of(scales));
    }

    /** Reads {@code auto} or a family of scales. */
    public static ScaleChoice parse(String text) {
        if (text.equals(AUTO)) {
            return AUTOMATIC;
        }
        try {
            return of(Scales.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or auto, to choose them from the data", e);
        }
    }

    @Override
    public String toString() {
        return named.map(Scales::toString).orElse(AUTO);
    }
}
