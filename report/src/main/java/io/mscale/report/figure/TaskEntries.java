package io.mscale.report.figure;

import io.mscale.report.chart.Name;
import io.mscale.report.chart.Styles;
import io.mscale.report.text.Caption;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of one task, the source of its figures.
 *
 * @param task the task's id
 * @param entries contestants by devices by variants, in the order of the report
 * @param styles their colours and dashes
 * @param caption what was trained, and on which machines
 */
record TaskEntries(String task, List<Entry> entries, Styles styles, String caption) {

    TaskEntries {
        entries = List.copyOf(entries);
    }

    /** A task's entries. */
    static TaskEntries of(Evidence evidence, String task) {
        List<Entry> entries = Entry.of(evidence.cells(task));
        return new TaskEntries(task, entries, Styles.of(evidence), String.join("; ", Caption.lines(evidence)));
    }

    /** The devices in order of first appearance. */
    List<String> devices() {
        return entries.stream()
                .map(entry -> entry.contest().device().toString())
                .distinct()
                .toList();
    }

    /** Entries by contestant and device. */
    List<Competitor> competitors() {
        Map<List<String>, List<Entry>> groups = new LinkedHashMap<>();
        entries.forEach(entry -> groups.computeIfAbsent(
                        List.of(entry.contestant(), entry.contest().device().toString()), key -> new ArrayList<>())
                .add(entry));
        return groups.values().stream()
                .map(group -> new Competitor(group.get(0).contestant(), contestantAndDevice(group.get(0)), group))
                .toList();
    }

    /** An entry's name in a legend. */
    Name label(Entry entry) {
        return new Name(oneLine(contestantAndDevice(entry)), " " + EntryNames.variant(entry));
    }

    /** A figure's title: the task and what is shown of it. */
    String title(String what) {
        return oneLine(task + ": " + what);
    }

    private String contestantAndDevice(Entry entry) {
        return entry.contestant()
                + (devices().size() > 1 ? " on " + entry.contest().device() : "");
    }

    private static String oneLine(String text) {
        return Text.oneLine(text);
    }
}
