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
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.Yardstick;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    private final TurnTable turns;
    private final Map<String, CellRecord> records;

    CellLoop(Bench bench, PreparedRun prepared, ConsoleProgress progress, Interruption interruption) {
        this.bench = bench;
        this.prepared = prepared;
        this.progress = progress;
        this.interruption = interruption;
        this.runner = new CellRunner(bench.distribution(), progress, interruption);
        this.jmh = new JmhRunner(bench.distribution(), progress, interruption, prepared.jmhWords());
        this.turns = new TurnTable(progress, interruption);
        this.records = new HashMap<>(prepared.records());
    }

    RunRecord run() throws IOException {
        List<CellSpec> cells = prepared.cells();
        RunRecord run = prepared.record().withCells(inOrder(cells));
        prepared.store().write(run);
        if (!interruption.isRequested() && prepared.trains()) {
            progress.runStarted(cells.stream()
                    .filter(cell -> prepared.pending().contains(cell.id()))
                    .toList());
        }
        for (List<CellSpec> comparison : comparisons(cells)) {
            if (comparison.size() == 1) {
                one(comparison.get(0), run);
            } else {
                inTurns(comparison, run);
            }
        }
        RunRecord ended = run.withCells(inOrder(cells))
                .withYardsticks(yardsticks(cells))
                .finishedAt(interruption.isRequested() ? null : RunSetup.now().toString());
        prepared.store().write(ended);
        return ended;
    }

    /** Only of cells that trained to the end: no code of a task runs here that did not end in a worker before. */
    private List<Yardstick> yardsticks(List<CellSpec> cells) {
        List<CellSpec> trained = cells.stream()
                .filter(cell -> {
                    CellRecord record = records.get(cell.id());
                    return record != null && record.isOk() && record.accuracy() != null;
                })
                .toList();
        return new Yardsticks(bench.tasks(), interruption::isRequested)
                .of(trained, prepared.record().yardsticks());
    }

    private List<CellRecord> inOrder(List<CellSpec> cells) {
        return cells.stream()
                .map(cell -> records.get(cell.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The pending cells in the plan's order; those that take turns with each other are together. */
    private List<List<CellSpec>> comparisons(List<CellSpec> cells) {
        List<CellSpec> pending = cells.stream()
                .filter(cell -> prepared.pending().contains(cell.id()))
                .toList();
        return List.copyOf(Evidence.groupBy(pending, Comparison::of).values());
    }

    /**
     * What cells have in common that take turns with each other: all that determines their result but the backend.
     *
     * @param id the id of a cell that takes no turns; the task of those that do
     */
    private record Comparison(
            String id,
            int repeat,
            long seed,
            TaskSettings task,
            String form,
            CellSpec.Network network,
            CellSpec.Training training) {

        static Comparison of(CellSpec cell) {
            return new Comparison(
                    cell.measurement().turns() == null ? cell.id() : cell.task(),
                    cell.repeat(),
                    cell.seed(),
                    cell.taskSettings(),
                    cell.form(),
                    cell.network(),
                    cell.training());
        }
    }

    private int number(CellSpec cell) {
        return prepared.cells().indexOf(cell) + 1;
    }

    /** Trains or measures a cell on its own. A cell that cannot be started must not stop the others. */
    private void one(CellSpec cell, RunRecord run) throws IOException {
        if (interruption.isRequested()) {
            return;
        }
        progress.cellStarted(cell, number(cell), prepared.cells().size());
        CellRecord record;
        try {
            Plugins plugins = bench.plugins(cell);
            CellFolder folder = prepared.store().folder().cell(cell.id());
            CellRecord trained = prepared.trains()
                    ? trained(cell, plugins, folder)
                    : new CellHistory(cell).toRecord(CellStatus.OK, null);
            record = measuredByJmh(trained, cell);
        } catch (UsageException | IllegalArgumentException | UnreadableRecordException e) {
            record = failed(cell, e);
        }
        progress.cellEnded(cell, record);
        ended(record, run);
    }

    private CellRecord trained(CellSpec cell, Plugins plugins, CellFolder folder) throws IOException {
        Optional<CellRecord> before = trainedBefore(cell);
        return before.isPresent() ? before.get() : runner.run(cell, plugins, folder);
    }

    /** The record of an earlier attempt that trained the cell to the end, so that only JMH is missing. */
    private Optional<CellRecord> trainedBefore(CellSpec cell) {
        return Optional.ofNullable(prepared.records().get(cell.id())).filter(JmhOutcome::isWanted);
    }

    private CellRecord measuredByJmh(CellRecord trained, CellSpec cell) throws IOException {
        return JmhOutcome.isWanted(trained)
                ? jmh.run(
                        trained,
                        cell,
                        bench.plugins(cell),
                        prepared.store().folder().cell(cell.id()))
                : trained;
    }

    private static CellRecord failed(CellSpec cell, Exception reason) {
        return new CellHistory(cell).toRecord(CellStatus.FAILED, reason.getMessage());
    }

    /** Trains cells that are compared with each other in turns. */
    private void inTurns(List<CellSpec> comparison, RunRecord run) throws IOException {
        List<TurnTable.Seat> seats = new ArrayList<>();
        for (CellSpec cell : comparison) {
            try {
                if (trainedBefore(cell).isPresent()) {
                    one(cell, run);
                } else {
                    seats.add(seat(cell));
                }
            } catch (UsageException | IllegalArgumentException | UnreadableRecordException e) {
                progress.cellStarted(cell, number(cell), prepared.cells().size());
                progress.cellEnded(cell, failed(cell, e));
                ended(failed(cell, e), run);
            }
        }
        for (Map.Entry<Integer, CellRecord> trained : turns.train(seats).entrySet()) {
            CellSpec cell = seats.get(trained.getKey()).cell();
            ended(measuredByJmh(trained.getValue(), cell), run);
        }
    }

    private TurnTable.Seat seat(CellSpec cell) {
        return new TurnTable.Seat(
                cell.backend() + (cell.measurement().twin() ? " twin" : ""),
                cell,
                runner,
                bench.plugins(cell),
                prepared.store().folder().cell(cell.id()),
                progress,
                number(cell),
                prepared.cells().size());
    }

    private void ended(CellRecord record, RunRecord run) throws IOException {
        records.put(record.id(), record);
        prepared.store().ended(run, record);
    }
}
