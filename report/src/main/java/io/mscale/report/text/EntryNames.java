package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;

/** What figures call an entry. */
public final class EntryNames {

    private EntryNames() {}

    /** Its variant, and what is to be known of the cell that stands for it. */
    public static String variant(Entry entry) {
        CellRecord cell = entry.representative().cell();
        String wrong = CellMeasures.timesCount(cell) ? "" : " (parity failed)";
        return Text.oneLine(entry.contest().variant() + (cell.isOk() ? wrong : " (" + cell.status() + ")"));
    }
}
