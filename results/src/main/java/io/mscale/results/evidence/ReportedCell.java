package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;

/**
 * A cell in a report.
 *
 * @param runMark distinguishes its run from others in the same report; empty if there is only one
 * @param machine the machine it was trained on, as far as times depend on it
 * @param state what that machine did meanwhile
 */
public record ReportedCell(String runMark, String machine, CellFolder folder, CellRecord cell, MachineState state) {

    /** The contestant: the backend, qualified by its run if several runs are reported. */
    public String contestant() {
        return runMark.isEmpty() ? cell.backend() : cell.backend() + " [" + runMark + "]";
    }

    /** Whether it ended well, on a machine that was disturbed. */
    public boolean isDisturbed() {
        return cell.isOk() && state.isDisturbed();
    }

    /** Whether it was trained in turns with others: what disturbs one of them disturbs all. */
    public boolean isInTurns() {
        return cell.timing() != null && !cell.timing().turns().isEmpty();
    }

    /** The cell's id, qualified by its run if several runs are reported. */
    public String id() {
        return runMark.isEmpty() ? cell.id() : runMark + "/" + cell.id();
    }
}
