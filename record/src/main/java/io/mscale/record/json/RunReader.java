package io.mscale.record.json;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the record of a run from its folder. {@code run.json} is complete once the run has ended; if the run was cut
 * off, the cells' own files hold what was measured.
 */
public final class RunReader {

    private RunReader() {}

    /**
     * Reads a run with all cells that have ended.
     *
     * @throws UnreadableRecordException if a file is damaged or not a record
     */
    public static RunRecord read(RunFolder folder) throws IOException {
        RunRecord run = RecordJson.readRun(folder.run());
        return run.finishedAt() != null || !Files.isDirectory(folder.cells())
                ? run
                : run.withCells(cells(folder, run.cells()));
    }

    private static List<CellRecord> cells(RunFolder folder, List<CellRecord> known) throws IOException {
        Map<String, CellRecord> records = new LinkedHashMap<>();
        for (CellSpec spec : specs(folder)) {
            // Only the run's record says why a cell could not be started.
            read(spec, folder.cell(spec.id()))
                    .or(() -> known.stream()
                            .filter(cell -> cell.id().equals(spec.id()))
                            .findFirst())
                    .ifPresent(record -> records.put(spec.id(), record));
        }
        known.forEach(cell -> records.putIfAbsent(cell.id(), cell));
        return List.copyOf(records.values());
    }

    /**
     * Reads the specifications of the cells that a run has begun or is to begin, in the plan's order.
     *
     * @throws UnreadableRecordException if a file is damaged or not a specification
     */
    public static List<CellSpec> specs(RunFolder folder) throws IOException {
        List<CellSpec> specs = new ArrayList<>();
        try (Stream<Path> cells = Files.list(folder.cells())) {
            for (Path cell : cells.filter(Files::isDirectory).sorted().toList()) {
                Path file = new CellFolder(cell).spec();
                if (Files.exists(file)) {
                    specs.add(RecordJson.readSpec(file));
                }
            }
        }
        specs.sort(Comparator.comparingInt(CellSpec::index));
        return specs;
    }

    /**
     * Reads a cell's record from its folder; empty if there is none. An unreadable file may be the only copy of a
     * measurement: it is left alone, the cell counts as failed, and the user decides.
     */
    public static Optional<CellRecord> read(CellSpec cell, CellFolder folder) throws IOException {
        if (!Files.exists(folder.record())) {
            return Optional.empty();
        }
        String problem;
        try {
            CellRecord record = RecordJson.readCell(folder.record());
            if (record.id().equals(cell.id())) {
                return Optional.of(record);
            }
            problem = folder.record() + " is the record of another cell, '" + record.id()
                    + "'; the file is left as it is";
        } catch (UnreadableRecordException e) {
            problem = String.valueOf(e.getMessage());
        }
        String reason = problem + "; remove it to train the cell again";
        return Optional.of(new CellHistory(cell).toRecord(CellStatus.FAILED, reason));
    }
}
