package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.chart.Line;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of entries in one chart: parts that all of them share are left out, and no two are equal. */
final class Labels {

    private static final int CONTESTANT = 0;
    private static final int DEVICE = 1;
    private static final int VARIANT = 2;

    private final IdentityHashMap<Entry, Line.Name> names = new IdentityHashMap<>();

    private Labels() {}

    static Labels of(List<Entry> entries) {
        return of(entries, columns(entries));
    }

    Line.Name of(Entry entry) {
        return names.getOrDefault(entry, Line.Name.of(entry.contestant()));
    }

    /**
     * Entries in groups, by a part of their names.
     *
     * @param entries each group by the text of that part
     * @param names the names without that part; within a group, no two are equal
     */
    record Groups(Map<String, List<Entry>> entries, Labels names) {}

    /**
     * Splits entries by the part of their names that takes the fewest groups. Empty if every part takes more than
     * {@code mostGroups}, or leaves more than {@code most} different names.
     */
    static Optional<Groups> groups(List<Entry> entries, int most, int mostGroups) {
        Groups best = null;
        List<Integer> columns = columns(entries);
        for (int column : columns) {
            Labels rest = new Labels();
            List<Integer> others =
                    columns.stream().filter(other -> other != column).toList();
            entries.forEach(entry -> rest.names.put(entry, name(entry, others)));
            Map<String, List<Entry>> groups = Evidence.groupBy(entries, entry -> Text.oneLine(part(entry, column)));
            boolean fits = groups.size() <= mostGroups
                    && entries.stream().map(rest::of).distinct().count() <= most
                    && groups.values().stream().allMatch(rest::areDistinct);
            if (fits && (best == null || groups.size() < best.entries().size())) {
                best = new Groups(groups, rest);
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean areDistinct(List<Entry> group) {
        return group.stream().map(this::of).distinct().count() == group.size();
    }

    private static Labels of(List<Entry> entries, List<Integer> differing) {
        Labels labels = new Labels();
        Map<String, Integer> uses = new HashMap<>();
        boolean isEmpty = entries.stream().anyMatch(entry -> joined("", entry, differing, 0, Integer.MAX_VALUE)
                .isEmpty());
        List<Integer> shown = isEmpty ? all(entries) : differing;
        for (Entry entry : entries) {
            Line.Name name = name(entry, shown);
            int use = uses.merge(name.toString(), 1, Integer::sum);
            labels.names.put(
                    entry, use == 1 ? name : new Line.Name(name.beginning(), name.ending() + " (" + use + ")"));
        }
        return labels;
    }

    /** The parts of a full name: all but the device. */
    private static List<Integer> all(List<Entry> entries) {
        int most = entries.stream().mapToInt(entry -> parts(entry).size()).max().orElse(0);
        return IntStream.range(0, most)
                .filter(column -> column != DEVICE)
                .boxed()
                .toList();
    }

    /** The parts in which entries differ. */
    private static List<Integer> columns(List<Entry> entries) {
        int most = entries.stream().mapToInt(entry -> parts(entry).size()).max().orElse(0);
        return IntStream.range(0, most)
                .filter(column -> entries.stream()
                                .map(entry -> part(entry, column))
                                .distinct()
                                .count()
                        > 1)
                .boxed()
                .toList();
    }

    private static String part(Entry entry, int column) {
        List<String> parts = parts(entry);
        return column < parts.size() ? parts.get(column) : "";
    }

    private static List<String> parts(Entry entry) {
        CellRecord cell = entry.representative().cell();
        List<String> parts = new ArrayList<>(List.of(
                entry.contestant(), TaskEntries.device(entry), cell.variant().toString()));
        Stream.of(cell.setting().split(", ", -1)).forEach(parts::add);
        return parts;
    }

    private static Line.Name name(Entry entry, List<Integer> columns) {
        String who = joined(" on ", entry, columns, CONTESTANT, VARIANT);
        String what = joined(
                " ",
                columns.contains(VARIANT) ? part(entry, VARIANT) : "",
                joined(", ", entry, columns, VARIANT + 1, Integer.MAX_VALUE));
        what = Text.oneLine(what + TaskEntries.remark(entry));
        return new Line.Name(Text.oneLine(who), who.isEmpty() || what.isEmpty() ? what : " " + what);
    }

    private static String joined(String separator, Entry entry, List<Integer> columns, int from, int to) {
        return joined(
                separator,
                columns.stream()
                        .filter(column -> from <= column && column < to)
                        .map(column -> part(entry, column))
                        .toArray(String[]::new));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }
}
