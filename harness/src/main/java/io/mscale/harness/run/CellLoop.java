package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.harness.cli.NoiseOptions;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                noteIfLeftAlone(comparison.get(0));
                one(comparison.get(0), run);
            } else {
                inTurns(comparison, run);
            }
        }
        turns.noteWaiting();
        measureDisturbedAgain();
        RunRecord ended = run.withCells(inOrder(cells))
                .withYardsticks(yardsticks(cells))
                .finishedAt(interruption.isRequested() ? null : RunSetup.now().toString());
        prepared.store().write(ended);
        return ended;
    }

    /** After all others, when the machine may have come to rest. */
    private void measureDisturbedAgain() throws IOException {
        Retries retries = new Retries(prepared.store().folder(), prepared.record());
        NoiseOptions noise = prepared.noise();
        for (int round = 0; round < noise.retries() && prepared.trains(); round++) {
            List<String> disturbed =
                    retries.wanted(inOrder(prepared.cells()), noise.retries(), noise.longestRetriedSeconds());
            List<CellSpec> again = prepared.cells().stream()
                    .filter(cell -> disturbed.contains(cell.id()))
                    .toList();
            if (again.isEmpty() || interruption.isRequested()) {
                return;
            }
            progress.note("measured on a disturbed machine, and now again: "
                    + again.stream().map(CellSpec::id).collect(Collectors.joining(", ")));
            for (CellSpec cell : again) {
                CellRecord before = records.get(cell.id());
                if (before != null && !interruption.isRequested()) {
                    Retries.Attempt attempt = retries.new Attempt(cell, before);
                    CellRecord second = measured(cell, attempt.folder(), true);
                    records.put(cell.id(), attempt.settle(second, records.values()));
                }
            }
        }
    }

    /** Only of cells that trained to the end: no code of a task runs here that did not end in a worker before. */
    private List<Yardstick> yardsticks(List<CellSpec> cells) {
        List<CellSpec> trained = cells.stream()
                .filter(cell -> {
                    CellRecord record = records.get(cell.id());
                    return record != null && record.isOk() && record.accuracy() != null;
                })
                .toList();
        return new Yardsticks(bench.tasks(), interruption::isRequested, cell -> relativeL2(records.get(cell.id())))
                .of(trained, prepared.record().yardsticks());
    }

    private static double relativeL2(@Nullable CellRecord record) {
        Double error = record == null || record.accuracy() == null
                ? null
                : record.accuracy().testRelativeL2();
        return error == null ? Double.NaN : error;
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
     * @param name the id of a cell that takes no turns; the task of those that do
     */
    private record Comparison(
            String name,
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

    /** Of a run that was cut off, those that a cell would take turns with may have ended. */
    private void noteIfLeftAlone(CellSpec cell) {
        if (cell.measurement().turns() != null && !interruption.isRequested()) {
            progress.note(cell.id() + " has nobody left to take turns with, and is compared by its median step only");
        }
    }

    private int number(CellSpec cell) {
        return prepared.cells().indexOf(cell) + 1;
    }

    /** Trains or measures a cell on its own. */
    private void one(CellSpec cell, RunRecord run) throws IOException {
        if (!interruption.isRequested()) {
            ended(measured(cell, prepared.store().folder().cell(cell.id()), false), run);
        }
    }

    /**
     * A cell's record. A cell that cannot be started must not stop the others.
     *
     * @param folder the measurement's
     * @param isTrainedAnyway whether the cell is trained even if an earlier attempt did so
     */
    private CellRecord measured(CellSpec cell, CellFolder folder, boolean isTrainedAnyway) throws IOException {
        progress.cellStarted(cell, number(cell), prepared.cells().size());
        CellRecord record;
        try {
            Plugins plugins = bench.plugins(cell);
            Optional<CellRecord> before = isTrainedAnyway ? Optional.empty() : trainedBefore(cell);
            CellRecord trained = !prepared.trains()
                    ? new CellHistory(cell).toRecord(CellStatus.OK, null)
                    : before.isPresent() ? before.get() : runner.run(cell, plugins, folder);
            record = measuredByJmh(trained, cell, folder);
        } catch (UsageException | IllegalArgumentException | UnreadableRecordException e) {
            record = failed(cell, e);
        }
        progress.cellEnded(cell, record);
        return record;
    }

    /** The record of an earlier attempt that trained the cell to the end, so that only JMH is missing. */
    private Optional<CellRecord> trainedBefore(CellSpec cell) {
        return Optional.ofNullable(prepared.records().get(cell.id())).filter(JmhOutcome::isWanted);
    }

    private CellRecord measuredByJmh(CellRecord trained, CellSpec cell, CellFolder folder) throws IOException {
        return JmhOutcome.isWanted(trained) ? jmh.run(trained, cell, bench.plugins(cell), folder) : trained;
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
            TurnTable.Seat seat = seats.get(trained.getKey());
            CellRecord record = trained.getValue();
            if (JmhOutcome.isWanted(record)) {
                record = measuredByJmh(record, seat.cell(), seat.folder());
                progress.cellEnded(seat.cell(), record);
            }
            ended(record, run);
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
