package io.mscale.results.evidence;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.util.List;

/**
 * A run in a report.
 *
 * @param mark distinguishes it from other runs in the same report; empty if there is only one
 */
public record ReportedRun(String mark, RunFolder folder, RunRecord record) {

    public List<ReportedCell> cells() {
        return cells(machine());
    }

    /** The machine that made the run, as far as its record knows it. */
    Fingerprint machine() {
        return Fingerprint.ofHardware(record.environment());
    }

    /** The cells, made on a machine of which other records may know more. */
    List<ReportedCell> cells(Fingerprint machine) {
        String key = machine.key();
        CanaryRates rates = new CanaryRates(record.cells());
        return record.cells().stream()
                .map(cell -> new ReportedCell(mark, key, folder.cell(cell.id()), cell, rates.state(cell)))
                .toList();
    }
}
