package io.mscale.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options that may be repeated; their values are joined as if given in one option. */
final class RepeatedOptions {

    private static final Set<String> NAMES = Set.of("--scales", "--lr", "--width", "--first-activation", "--seed");

    private RepeatedOptions() {}

    /** The arguments with each of these options at most once, at its first position. */
    static List<String> joined(List<String> arguments) {
        List<String> result = new ArrayList<>();
        Map<String, Integer> placeOfValue = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            boolean hasValue = equals >= 0 || i + 1 < arguments.size();
            if (!NAMES.contains(name) || !hasValue) {
                result.add(argument);
                continue;
            }
            String value = equals >= 0 ? argument.substring(equals + 1) : arguments.get(++i);
            Integer place = placeOfValue.get(name);
            if (place == null) {
                result.add(name);
                placeOfValue.put(name, result.size());
                result.add(value);
            } else {
                result.set(place, result.get(place) + Choices.SEPARATOR + value);
            }
        }
        return result;
    }
}
