package io.mscale.report.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A categorical scale: the first item is at 0, the next at 1, and each takes half a unit on either side.
 *
 * @param names the names of the items
 * @param details more about each item, shown on demand; empty if there is nothing to add
 */
public record Places(List<String> names, List<String> details) implements Scale {

    public Places {
        names = List.copyOf(names);
        details = List.copyOf(details);
    }

    /** Items without details. */
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
