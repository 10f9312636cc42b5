package io.mscale.harness.trained;

import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.network.KeptNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A cell of a run, and the network that it has kept. */
public record TrainedCell(CellFolder folder, KeptNetwork network) {

    private static final String CELLS = "cells";

    /** A message names so many cells of a run. */
    private static final int MOST_NAMED = 8;

    /**
     * Reads a cell's folder; a run's folder will do if the run has one cell.
     *
     * @param option the option that names it, for messages
     * @throws UsageException if nothing was kept there
     */
    public static TrainedCell of(String option, Path path) throws IOException {
        Path cell = Files.isDirectory(path.resolve(CELLS)) ? onlyCell(option, path) : path;
        CellFolder folder = new CellFolder(cell);
        try {
            return new TrainedCell(folder, KeptNetwork.read(folder));
        } catch (NoSuchFileException e) {
            throw new UsageException(option + ": "
                    + (!Files.isDirectory(cell)
                            ? "there is no folder '" + cell + "'"
                            : Files.exists(folder.spec())
                                    ? "'" + cell
                                            + "' keeps no trained network: its training did not end well, was run with"
                                            + " --no-keep, or by a version that kept none"
                                    : "'" + cell
                                            + "' is not a cell's folder, as in RUN/cells/ID: it has no network.json"));
        } catch (UnreadableRecordException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private static Path onlyCell(String option, Path run) throws IOException {
        List<Path> cells;
        try (Stream<Path> folders = Files.list(run.resolve(CELLS))) {
            cells = folders.filter(Files::isDirectory).sorted().toList();
        }
        if (cells.size() == 1) {
            return cells.get(0);
        }
        String names = String.join(
                ", ",
                cells.stream()
                        .limit(MOST_NAMED)
                        .map(cell -> cell.getFileName().toString())
                        .toList());
        throw new UsageException(
                option + ": '" + run + "' is a run of " + cells.size() + " cells; name one of its folder " + CELLS
                        + "/: " + names + (cells.size() > MOST_NAMED ? ", ..." : ""));
    }
}
