package io.mscale.report.figure;

import io.mscale.results.evidence.Entry;
import java.util.List;

/**
 * A contestant on one device, with its variants of one task.
 *
 * @param contestant the contestant
 * @param name the contestant on one line, with the device if the task was trained on several
 * @param entries one for each variant
 */
record Competitor(String contestant, String name, List<Entry> entries) {

    Competitor {
        entries = List.copyOf(entries);
    }

    /** The position of an entry's competitor among all: 0 for the first, 1 for the last, 0.5 if it is alone. */
    static double position(List<Competitor> all, Entry entry) {
        int before = (int) all.stream()
                .takeWhile(competitor -> !competitor.entries().contains(entry))
                .count();
        return all.size() == 1 ? 0.5 : (double) before / (all.size() - 1);
    }
}
