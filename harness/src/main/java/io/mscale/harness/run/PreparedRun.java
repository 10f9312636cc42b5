package io.mscale.harness.run;

import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.NoiseOptions;
import io.mscale.harness.fork.JmhWords;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run that is ready to start, with its folder created and locked.
 *
 * @param store the folder
 * @param record the record without cells
 * @param cells all cells of the plan in order
 * @param records records of an earlier attempt by cell id, including those of cells to be trained again
 * @param pending ids of the cells to be trained or measured by JMH
 * @param noise what is done about a noisy machine
 * @param notes what the user should know besides the results, one line each
 */
record PreparedRun(
        RunStore store,
        RunRecord record,
        List<CellSpec> cells,
        Map<String, CellRecord> records,
        Set<String> pending,
        NoiseOptions noise,
        List<String> notes)
        implements AutoCloseable {

    /** Whether cells are trained rather than only measured by JMH. */
    boolean trains() {
        List<String> command = record.command();
        return command.isEmpty() || !command.get(0).equals("jmh");
    }

    /** The user's arguments for JMH when the run was started. */
    JmhWords jmhWords() {
        return JmhWords.of(CommandLine.jmhOptions(record.command()));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
