package io.mscale.report.figure;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.task.Preset;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;

/**
 * Settings that must agree over several tasks for times to be comparable; networks and trainings differ between tasks
 * anyway.
 */
record Setting(Device device, String machine, Preset preset, Precision precision) {

    /** The setting of an entry. */
    static Setting of(Entry entry) {
        Contest.Terms terms = entry.contest().terms();
        return new Setting(entry.contest().device(), terms.machine(), terms.preset(), terms.precision());
    }

    /** The setting on one line, without the machine, which is named elsewhere. */
    String words() {
        return Text.oneLine("on " + device + ", preset " + preset + ", " + precision);
    }
}
