package io.mscale.harness.run;

import io.mscale.api.support.ProcessorClock;
import io.mscale.api.support.SystemMemory;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Trains the cells of one comparison in turns. Their workers are started and prepared one after another; then each trains
 * for a turn while the others wait. So times that are compared were taken within seconds of each other, and whatever else
 * the machine does meets all of them.
 *
 * <p>A worker that crashes or hangs in its turn leaves the others going. Where the machine has no memory for all of them,
 * they are trained one after another.
 */
final class TurnTable {

    /** A worker may grow after its preparation, and workers differ. */
    private static final double MEMORY_RESERVE = 1.5;

    /** Seconds of waiting for quiet moments. */
    private static final double WORTH_TELLING = 1;

    private final ConsoleProgress progress;
    private final Interruption interruption;
    private final AvailableMemory memory;
    private final QuietMoments quiet;

    /** Whether turns were tried and are of no use here: there is no memory for them, or a worker knows none. */
    private boolean isGivenUp;

    /** The memory available to new processes in bytes; null if it is unknown. */
    interface AvailableMemory {
        @Nullable
        Long bytes();
    }

    /**
     * A cell that takes part.
     *
     * @param name distinguishes it from the others
     * @param progress shows its start and its end
     * @param number its number in the plan, from 1, as shown
     * @param total the number of cells in the plan
     */
    record Seat(
            String name,
            CellSpec cell,
            CellRunner runner,
            Plugins plugins,
            CellFolder folder,
            ConsoleProgress progress,
            int number,
            int total) {

        /** Starts a worker that takes turns. */
        private CellRunner.LiveCell start(CellSpec.Turns turns) throws IOException {
            CellSpec chosen = cell.withTurns(turns);
            RecordJson.write(folder.spec(), chosen);
            progress.cellStarted(cell, number, total);
            return runner.start(chosen, plugins, folder, event -> {});
        }

        /** Trains the cell without turns. */
        CellRecord trainAlone() throws IOException {
            RecordJson.write(folder.spec(), cell);
            progress.cellStarted(cell, number, total);
            CellRecord record = runner.run(cell, plugins, folder);
            progress.cellEnded(cell, record);
            return record;
        }
    }

    TurnTable(ConsoleProgress progress, Interruption interruption) {
        this(
                progress,
                interruption,
                SystemMemory::availableBytes,
                new QuietMoments(new ProcessorClock()::now, Thread::sleep));
    }

    TurnTable(ConsoleProgress progress, Interruption interruption, AvailableMemory memory, QuietMoments quiet) {
        this.progress = progress;
        this.interruption = interruption;
        this.memory = memory;
        this.quiet = quiet;
    }

    /** Trains the cells and returns their records by their places in the list; of those that were not begun there is none. */
    SortedMap<Integer, CellRecord> train(List<Seat> seats) throws IOException {
        if (isGivenUp || seats.size() < 2 || seats.get(0).cell().measurement().turns() == null) {
            return alone(seats, new TreeMap<>());
        }
        double seconds = Objects.requireNonNull(
                        seats.get(0).cell().measurement().turns())
                .seconds();
        Session session = new Session(seats, seconds);
        try {
            String obstacle = session.prepare();
            if (obstacle == null) {
                session.takeTurns();
                return session.records;
            }
            isGivenUp = true;
            progress.note(obstacle);
        } finally {
            session.close();
        }
        return alone(seats, session.records);
    }

    /** To be called after the last comparison: tells how long turns waited if a user may have noticed. */
    void noteWaiting() {
        if (quiet.waitedSeconds() >= WORTH_TELLING) {
            progress.note("turns waited " + Formats.duration(quiet.waitedSeconds())
                    + " in all for moments in which other processes rested; --turns off does not wait");
        }
    }

    /** Trains those without a record one after another. */
    private SortedMap<Integer, CellRecord> alone(List<Seat> seats, SortedMap<Integer, CellRecord> records)
            throws IOException {
        for (int i = 0; i < seats.size() && !interruption.isRequested(); i++) {
            if (!records.containsKey(i)) {
                records.put(i, seats.get(i).trainAlone());
            }
        }
        return records;
    }

    /** Workers that are alive together. */
    private final class Session {

        private final List<Seat> seats;
        private final CellSpec.Turns turns;
        private final List<CellRunner.LiveCell> cells = new ArrayList<>();
        private final SortedMap<Integer, CellRecord> records = new TreeMap<>();
        private final Random random;

        Session(List<Seat> seats, double seconds) {
            this.seats = seats;
            this.turns =
                    new CellSpec.Turns(seconds, UUID.randomUUID().toString().substring(0, 8));
            this.random = new Random(seats.get(0).cell().seed());
        }

        /** Starts one worker after another. Returns why they cannot all be alive; null if they are. */
        @Nullable
        String prepare() throws IOException {
            for (Seat seat : seats) {
                String obstacle = interruption.isRequested() ? null : obstacle();
                if (obstacle != null) {
                    return obstacle;
                }
                if (!interruption.isRequested()) {
                    CellRunner.LiveCell cell = seat.start(turns);
                    cells.add(cell);
                    cell.proceed();
                    endIfOver(cells.size() - 1);
                }
            }
            noteIfOneKnowsNoTurns();
            return null;
        }

        /** A worker of a distribution from before there were turns trains to its end instead of waiting. */
        private void noteIfOneKnowsNoTurns() {
            if (records.values().stream().anyMatch(CellRecord::isOk)) {
                isGivenUp = true;
                progress.note("a worker knows no turns; from here on they are trained one after another");
            }
        }

        /** Whether the machine would run out of memory with another worker like the largest so far; null if it would not. */
        private @Nullable String obstacle() {
            long largest = cells.stream()
                    .map(CellRunner.LiveCell::peakResidentBytes)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            Long available = memory.bytes();
            return available == null || available >= MEMORY_RESERVE * largest
                    ? null
                    : "no turns: a worker takes " + Formats.bytes(largest) + ", and with " + cells.size() + " of "
                            + seats.size() + " alive " + Formats.bytes(available)
                            + " are left; they are trained one after another";
        }

        /** Every worker that is alive has one turn in each round. */
        void takeTurns() throws IOException {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                order.add(i);
            }
            if (order.size() > 2) {
                Collections.shuffle(order, random);
            }
            quiet.begin(seats.get(0).cell().canaryThreads());
            while (cells.stream().anyMatch(cell -> !cell.isOver())) {
                // Not within a round: turns that are compared follow each other closely.
                quiet.await(interruption::isRequested);
                for (int i : order) {
                    CellRunner.LiveCell cell = cells.get(i);
                    if (!cell.isOver()) {
                        cell.turn();
                        endIfOver(i);
                        progress.turnTaken(states());
                    }
                }
                if (order.size() == 2) {
                    Collections.reverse(order);
                } else {
                    Collections.shuffle(order, random);
                }
            }
        }

        /** Of the workers that are alive. */
        private List<ConsoleProgress.Trained> states() {
            List<ConsoleProgress.Trained> states = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                CellRunner.LiveCell cell = cells.get(i);
                if (!cell.isOver()) {
                    states.add(new ConsoleProgress.Trained(
                            seats.get(i).name(), cell.spec(), cell.steps(), cell.trainSeconds()));
                }
            }
            return states;
        }

        private void endIfOver(int index) throws IOException {
            CellRunner.LiveCell cell = cells.get(index);
            if (cell.isOver() && !records.containsKey(index)) {
                CellRecord record = record(cell);
                records.put(index, record);
                seats.get(index).progress().cellEnded(cell.spec(), record);
            }
        }

        /** A record that cannot be read must not stop the others. */
        private static CellRecord record(CellRunner.LiveCell cell) throws IOException {
            try {
                return cell.record();
            } catch (UnreadableRecordException e) {
                return new CellHistory(cell.spec()).toRecord(CellStatus.FAILED, e.getMessage());
            }
        }

        void close() {
            cells.forEach(CellRunner.LiveCell::close);
        }
    }
}
