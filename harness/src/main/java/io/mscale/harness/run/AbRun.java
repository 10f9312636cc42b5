package io.mscale.harness.run;

import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.progress.RunListener;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the cells of two distributions alternately: A B for odd repeats and B A for even ones, so that a machine that
 * slows down or warms up favours neither.
 */
final class AbRun {

    private final Interruption interruption;

    AbRun(Interruption interruption) {
        this.interruption = interruption;
    }

    /** One of the two distributions: its backends, its runner and its records. */
    static final class Side {

        private final Backends backends;
        private final Tasks tasks;
        private final CellRunner runner;
        private final RunListener listener;
        private final RunStore store;
        private final List<CellSpec> cells;
        private final List<CellRecord> records = new ArrayList<>();
        private final RunRecord run;

        Side(
                Backends backends,
                Tasks tasks,
                CellRunner runner,
                RunListener listener,
                RunStore store,
                List<CellSpec> cells,
                RunRecord run) {
            this.backends = backends;
            this.tasks = tasks;
            this.runner = runner;
            this.listener = listener;
            this.store = store;
            this.cells = List.copyOf(cells);
            this.run = run;
        }

        private void begin() throws IOException {
            store.writeSpecs(cells);
            store.begin(run);
        }

        private void train(int index, int total) throws IOException {
            CellSpec cell = cells.get(index);
            listener.cellStarted(cell, index + 1, total);
            CellRecord record = runner.run(
                    cell,
                    new Plugins(backends.require(cell.backend()).folder(), tasks.jars(cell.task())),
                    store.folder().cell(cell.id()));
            listener.cellEnded(cell, record);
            records.add(record);
            store.ended(run, record);
        }

        private RunRecord finished(boolean whole) throws IOException {
            RunRecord ended =
                    run.withCells(records).finishedAt(whole ? RunSetup.now().toString() : null);
            store.end(ended);
            return ended;
        }
    }

    /** The records of both sides. */
    record Outcome(RunRecord a, RunRecord b) {}

    /**
     * Trains all cells.
     *
     * @param a one side
     * @param b the other, with the same cells in the same order
     * @param bFirst whether odd repeats start with B, as in the second look
     */
    Outcome run(Side a, Side b, boolean bFirst) throws IOException {
        a.begin();
        b.begin();
        int total = a.cells.size();
        for (int i = 0; i < total; i++) {
            boolean odd = a.cells.get(i).repeat() % 2 == 1;
            List<Side> order = odd == bFirst ? List.of(b, a) : List.of(a, b);
            for (Side side : order) {
                if (!interruption.isRequested()) {
                    side.train(i, total);
                }
            }
        }
        boolean whole = !interruption.isRequested();
        return new Outcome(a.finished(whole), b.finished(whole));
    }
}
