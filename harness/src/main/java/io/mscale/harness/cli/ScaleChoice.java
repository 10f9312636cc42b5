package io.mscale.harness.cli;

import io.mscale.api.network.Scales;
import java.util.Optional;

/** The scales the user named; empty to choose them from the data. */
public record ScaleChoice(Optional<Scales> named) {

    private static final String AUTO = "auto";

    /** Choose the scales from the training data. */
    public static final ScaleChoice AUTOMATIC = new ScaleChoice(Optional.empty());

    /** Use the given scales. */
    public static ScaleChoice of(Scales scales) {
        return new ScaleChoice(Optional.of(scales));
    }

    /** Parses {@code auto} or a family of scales. */
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
