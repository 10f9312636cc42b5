package io.mscale.report.figure;

import io.mscale.results.evidence.Entry;
import java.util.List;

/**
 * One contestant on one device, with its variants of one task.
 *
 * @param contestant who competes
 * @param name the contestant, with the device if the task was trained on several; on one line
 * @param entries one for each variant
 */
record Competitor(String contestant, String name, List<Entry> entries) {

    Competitor {
        entries = List.copyOf(entries);
    }

    /** Where an entry's competitor stands among all: 0 for the first, 1 for the last, the middle if it is alone. */
    static double position(List<Competitor> all, Entry entry) {
        int before = (int) all.stream()
                .takeWhile(competitor -> !competitor.entries().contains(entry))
                .count();
        return all.size() == 1 ? 0.5 : (double) before / (all.size() - 1);
    }
}
