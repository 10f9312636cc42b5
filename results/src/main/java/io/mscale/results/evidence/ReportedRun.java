package io.mscale.results.evidence;

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
        RunRecord.Environment machine = record.environment();
        String fingerprint = machine.cpu() + ", " + machine.logicalCores() + " cores, " + machine.arch()
                + (machine.gpu() == null ? "" : ", " + machine.gpu().model());
        CanaryRates rates = new CanaryRates(record.cells());
        return record.cells().stream()
                .map(cell -> new ReportedCell(mark, fingerprint, folder.cell(cell.id()), cell, rates.state(cell)))
                .toList();
    }
}
