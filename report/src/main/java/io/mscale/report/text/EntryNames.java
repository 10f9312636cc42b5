package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;

/** Names of entries in figures. */
public final class EntryNames {

    private EntryNames() {}

    /** Its variant, with remarks on the cell that represents it. */
    public static String variant(Entry entry) {
        CellRecord cell = entry.representative().cell();
        String wrong = CellMeasures.timesCount(cell) ? "" : " (parity failed)";
        return Text.oneLine(entry.contest().variant() + (cell.isOk() ? wrong : " (" + cell.status() + ")"));
    }
}
