package io.mscale.report.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Things in a row at equal distances: the first is at 0, the next at 1, and each has half a unit to either side.
 *
 * @param names what they are called
 * @param details more about each, for whoever asks; empty if there is nothing more to say
 */
public record Places(List<String> names, List<String> details) implements Scale {

    public Places {
        names = List.copyOf(names);
        details = List.copyOf(details);
    }

    /** Things of which the name says all. */
    public static Places of(List<String> names) {
        return new Places(names, List.of());
    }

    @Override
    public double at(double value) {
        return (value + 0.5) / names.size();
    }

    @Override
    public List<Tick> ticks() {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Tick(at(i), names.get(i), ""))
                .toList();
    }
}
