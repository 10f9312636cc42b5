package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.harness.yardstick.Yardsticks;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.Yardstick;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trains the unfinished cells of a run in order, and has JMH measure them if asked to. The run's record is written at
 * the start and at the end; in between, results are kept in the cells' own files.
 */
final class CellLoop {

    private final Bench bench;
    private final PreparedRun prepared;
    private final ConsoleProgress progress;
    private final Interruption interruption;
    private final CellRunner runner;
    private final JmhRunner jmh;

    CellLoop(Bench bench, PreparedRun prepared, ConsoleProgress progress, Interruption interruption) {
        this.bench = bench;
        this.prepared = prepared;
        this.progress = progress;
        this.interruption = interruption;
        this.runner = new CellRunner(bench.distribution(), progress, interruption);
        this.jmh = new JmhRunner(bench.distribution(), progress, interruption, prepared.jmhWords());
    }

    RunRecord run() throws IOException {
        List<CellSpec> cells = prepared.cells();
        Map<String, CellRecord> records = new HashMap<>(prepared.records());
        RunRecord run = prepared.record().withCells(inOrder(cells, records));
        prepared.store().write(run);
        if (!interruption.isRequested() && prepared.trains()) {
            progress.runStarted(cells.stream()
                    .filter(cell -> prepared.pending().contains(cell.id()))
                    .toList());
        }
        int number = 0;
        for (CellSpec cell : cells) {
            number++;
            if (prepared.pending().contains(cell.id()) && !interruption.isRequested()) {
                progress.cellStarted(cell, number, cells.size());
                CellRecord record = process(cell);
                progress.cellEnded(cell, record);
                records.put(cell.id(), record);
                prepared.store().ended(run, record);
            }
        }
        RunRecord ended = run.withCells(inOrder(cells, records))
                .withYardsticks(yardsticks(cells, records))
                .finishedAt(interruption.isRequested() ? null : RunSetup.now().toString());
        prepared.store().write(ended);
        return ended;
    }

    /** Only of cells that trained to the end: no code of a task runs here that did not end in a worker before. */
    private List<Yardstick> yardsticks(List<CellSpec> cells, Map<String, CellRecord> records) {
        List<CellSpec> trained = cells.stream()
                .filter(cell -> {
                    CellRecord record = records.get(cell.id());
                    return record != null && record.isOk() && record.accuracy() != null;
                })
                .toList();
        return new Yardsticks(bench.tasks(), interruption::isRequested)
                .of(trained, prepared.record().yardsticks());
    }

    private static List<CellRecord> inOrder(List<CellSpec> cells, Map<String, CellRecord> records) {
        return cells.stream()
                .map(cell -> records.get(cell.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A cell that cannot be started must not stop the others. */
    private CellRecord process(CellSpec cell) throws IOException {
        CellFolder folder = prepared.store().folder().cell(cell.id());
        try {
            Plugins plugins = bench.plugins(cell);
            CellRecord trained = trained(cell, plugins, folder);
            return JmhOutcome.isWanted(trained) ? jmh.run(trained, cell, plugins, folder) : trained;
        } catch (UsageException | IllegalArgumentException | UnreadableRecordException e) {
            return new CellHistory(cell).toRecord(CellStatus.FAILED, e.getMessage());
        }
    }

    /**
     * The cell's record after training, now or in an earlier attempt; a record without training if the run only uses
     * JMH.
     */
    private CellRecord trained(CellSpec cell, Plugins plugins, CellFolder folder) throws IOException {
        if (!prepared.trains()) {
            return new CellHistory(cell).toRecord(CellStatus.OK, null);
        }
        CellRecord earlier = prepared.records().get(cell.id());
        return earlier != null && JmhOutcome.isWanted(earlier) ? earlier : runner.run(cell, plugins, folder);
    }
}
