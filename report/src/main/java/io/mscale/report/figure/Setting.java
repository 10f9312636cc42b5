package io.mscale.report.figure;

import io.mscale.report.text.Text;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;

/** What must be the same over several tasks so that times can be compared; networks and trainings differ by nature. */
record Setting(String device, String machine, String preset, String precision) {

    /** The setting of an entry. */
    static Setting of(Entry entry) {
        Contest.Terms terms = entry.contest().terms();
        return new Setting(entry.contest().device(), terms.machine(), terms.preset(), terms.precision());
    }

    /** On one line, without the machine, which other lines name. */
    String words() {
        return Text.oneLine("on " + device + ", preset " + preset + ", " + precision);
    }
}
