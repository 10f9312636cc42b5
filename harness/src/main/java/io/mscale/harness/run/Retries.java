package io.mscale.harness.run;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells that are measured again because the machine was disturbed. Of several measurements the quietest is the run's; the
 * others are kept in the folder {@code disturbed}, by the cell's id and the number of the measurement. A measurement stays in
 * its place until a quieter one is complete.
 */
final class Retries {

    private static final String KEPT = "disturbed";

    private static final Pattern NAME = Pattern.compile("(.+)-(\\d+)");

    private final RunFolder folder;
    private final RunRecord run;

    /** Retries of a run; {@code run} is its record without cells. */
    Retries(RunFolder folder, RunRecord run) {
        this.folder = folder;
        this.run = run;
    }

    /**
     * Puts a measurement back into its place if the program was killed just when it exchanged two. Returns the ids of such
     * cells.
     */
    static List<String> recover(RunFolder folder) throws IOException {
        Path kept = folder.path().resolve(KEPT);
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        List<Path> latestFirst;
        try (Stream<Path> paths = Files.list(kept)) {
            latestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        List<String> recovered = new ArrayList<>();
        for (Path path : latestFirst) {
            Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
            if (name.matches()
                    && Files.exists(new CellFolder(path).record())
                    && !Files.exists(folder.cell(name.group(1)).path())) {
                Files.move(path, folder.cell(name.group(1)).path());
                recovered.add(name.group(1));
            }
        }
        return recovered;
    }

    /**
     * The ids of cells that ought to be measured again. Cells that took turns need it not: what disturbed them disturbed all
     * that they are compared with.
     *
     * @param most how often a cell is measured again
     * @param longestSeconds cells that have trained for longer are not worth it
     */
    List<String> wanted(Collection<CellRecord> records, int most, double longestSeconds) {
        return Evidence.of(folder, run.withCells(List.copyOf(records))).cellsAndTwins().stream()
                .filter(cell -> cell.isDisturbed()
                        && !cell.isInTurns()
                        && cell.cell().measurement().timing() != TimingMode.NONE
                        && made(cell.cell()) <= most
                        && trainSeconds(cell.cell()) <= longestSeconds)
                .map(ReportedCell::id)
                .toList();
    }

    private static double trainSeconds(CellRecord record) {
        return record.timing() == null ? 0 : record.timing().trainSeconds();
    }

    /** Another measurement of a cell. */
    final class Attempt {

        private final CellRecord before;
        private final int number;
        private final CellFolder fresh;

        /** Makes room for another measurement, beside the one that counts so far. */
        Attempt(CellSpec cell, CellRecord before) throws IOException {
            this.before = before;
            int next = made(before) + 1;
            while (Files.exists(aside(cell.id(), next))) {
                next++; // left by a program that was killed
            }
            this.number = next;
            this.fresh = new CellFolder(aside(cell.id(), next));
            Files.createDirectories(fresh.path());
            RecordJson.write(fresh.spec(), cell);
        }

        /** Where the new measurement goes. */
        CellFolder folder() {
            return fresh;
        }

        private Path aside(String id, int attempt) {
            return folder.path().resolve(KEPT).resolve(id + "-" + attempt);
        }

        /**
         * Lets the quieter of both measurements be the run's.
         *
         * @param again the new one
         * @param others the records of the other cells of the run, which tell how fast the machine can be
         */
        CellRecord settle(CellRecord again, Collection<CellRecord> others) throws IOException {
            boolean isQuieter = again.isOk() && loss(again, others) < loss(before, others);
            CellRecord counted = with(
                    isQuieter ? again : before, new Disturbance.Attempts(number, isQuieter ? number : counted(before)));
            CellFolder place = folder.cell(before.id());
            if (isQuieter) {
                RecordJson.write(fresh.record(), counted);
                Path old = aside(before.id(), counted(before));
                Files.move(place.path(), Files.exists(old) ? aside(before.id(), number + 1) : old);
                Files.move(fresh.path(), place.path());
            } else {
                RecordJson.write(place.record(), counted);
            }
            return counted;
        }

        private double loss(CellRecord record, Collection<CellRecord> others) {
            List<CellRecord> all = new ArrayList<>(others);
            all.removeIf(other -> other.id().equals(record.id()));
            all.add(before);
            all.add(record);
            List<ReportedCell> cells = Evidence.of(folder, run.withCells(all)).cellsAndTwins();
            return cells.get(cells.size() - 1).state().loss();
        }
    }

    private static int made(CellRecord record) {
        Disturbance.Attempts attempts = attempts(record);
        return attempts == null ? 1 : attempts.made();
    }

    private static int counted(CellRecord record) {
        Disturbance.Attempts attempts = attempts(record);
        return attempts == null ? 1 : attempts.counted();
    }

    private static Disturbance.@Nullable Attempts attempts(CellRecord record) {
        Timing timing = record.timing();
        return timing == null || timing.disturbance() == null
                ? null
                : timing.disturbance().attempts();
    }

    private static CellRecord with(CellRecord record, Disturbance.Attempts attempts) {
        Timing timing = record.timing();
        return timing == null || timing.disturbance() == null
                ? record
                : record.withTiming(timing.with(timing.disturbance().of(attempts)));
    }
}
