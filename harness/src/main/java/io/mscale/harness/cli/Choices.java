package io.mscale.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The values, in the order given, of an option that accepts several, separated by semicolons; each is trained. */
public record Choices<T>(List<T> values) {

    /** Separates values. */
    static final String SEPARATOR = ";";

    public Choices {
        values = List.copyOf(values);
    }

    /** Parses each part with {@code reader}. */
    static <T> Choices<T> read(String text, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        for (String part : text.split(SEPARATOR, -1)) {
            T value = reader.apply(part.strip());
            if (values.contains(value)) {
                throw new IllegalArgumentException("'" + text + "' has a value twice");
            }
            values.add(value);
        }
        return new Choices<>(values);
    }
}
