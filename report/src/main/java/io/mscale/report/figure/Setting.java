package io.mscale.report.figure;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.task.Preset;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;

/** What must be the same over several tasks so that times can be compared; networks and trainings differ by nature. */
record Setting(Device device, String machine, Preset preset, Precision precision) {

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
