package io.mscale.harness.run;

import io.mscale.api.record.CellRecord;
import io.mscale.api.record.CellSpec;
import io.mscale.results.record.RunRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run that can begin: its folder is there and locked.
 *
 * @param store the folder
 * @param record the record without cells
 * @param cells all cells of the plan in order
 * @param records records of an earlier try by cell id, also of the cells that are trained again
 * @param pending ids of the cells that are to be trained
 * @param notes what the user should know beside the results, a line each
 */
record PreparedRun(
        RunStore store,
        RunRecord record,
        List<CellSpec> cells,
        Map<String, CellRecord> records,
        Set<String> pending,
        List<String> notes)
        implements AutoCloseable {

    PreparedRun {
        cells = List.copyOf(cells);
        records = Map.copyOf(records);
        pending = Set.copyOf(pending);
        notes = List.copyOf(notes);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
