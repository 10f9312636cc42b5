package io.mscale.harness.run;

import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.fork.JmhWords;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
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
 * @param pending ids of the cells that are to be trained, or to be measured by JMH
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

    /** Whether cells are trained, not only measured by JMH. */
    boolean trains() {
        List<String> command = record.command();
        return command.isEmpty() || !command.get(0).equals(CommandLine.Command.JMH.id());
    }

    /** What the user gave JMH when the run was begun. */
    JmhWords jmhWords() {
        return JmhWords.of(CommandLine.jmhOptions(record.command()));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
