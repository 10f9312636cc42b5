package io.mscale.harness.cli;

import com.beust.jcommander.ParameterException;
import com.beust.jcommander.converters.BaseConverter;
import java.util.function.Function;

/** Parses an option's value with a function, and prefixes the option's name to the function's error message. */
abstract class OptionConverter<T> extends BaseConverter<T> {

    private final Function<String, T> reader;

    OptionConverter(String option, Function<String, T> reader) {
        super(option);
        this.reader = reader;
    }

    @Override
    public T convert(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(getOptionName() + ": " + e.getMessage());
        }
    }
}
