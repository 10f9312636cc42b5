package io.mscale.api.task;

import io.mscale.api.option.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a user chose of a task's options.
 *
 * @param options the task's options
 * @param given the values the user gave, by the options' names
 */
public record TaskChoices(List<TaskOption> options, Map<String, String> given) {

    /** Choices; a name that is none of the options' is a {@link WrongChoiceException}. */
    public TaskChoices {
        options = List.copyOf(options);
        given = Map.copyOf(given);
        List<String> known = options.stream().map(TaskOption::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                IllegalArgumentException unknown = Names.unknown("option of the task", name, known);
                throw new WrongChoiceException(name, String.valueOf(unknown.getMessage()));
            }
        }
    }

    /** The value the user gave, if any. */
    public Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /**
     * An option's value, or its standard value.
     *
     * @param reader reads the value; what it says of a wrong one is told with the option's name
     * @throws WrongChoiceException if the reader refuses
     * @throws IllegalArgumentException if there is no such option
     */
    public <T> T read(String name, Function<String, T> reader) {
        String text = text(name);
        try {
            return reader.apply(text);
        } catch (WrongChoiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongChoiceException(name, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            OutOfMemoryError named = new OutOfMemoryError(e.getMessage() + " while reading '" + text + "'");
            named.initCause(e);
            throw named;
        }
    }

    /** Every option with its value, given or standard, in the order of the options. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        options.forEach(option -> all.put(option.name(), text(option.name())));
        return all;
    }

    private String text(String name) {
        return given(name).orElseGet(() -> options.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .map(TaskOption::standard)
                .orElseThrow(() -> new IllegalArgumentException("no option '" + name + "'")));
    }
}
