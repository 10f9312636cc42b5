package io.mscale.results.history;

import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run named by the user: by its folder, its {@code run.json}, or a file of a history.
 *
 * @param folder the folder of its files, of which there may be none but the record
 */
public record RunSource(RunFolder folder, RunRecord record) {

    public static RunSource of(HistoryRun run) {
        return new RunSource(folderOf(run.file()), run.record());
    }

    /**
     * Reads a run.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it is damaged or not a run
     */
    public static RunSource read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            RunFolder folder = new RunFolder(path);
            return new RunSource(folder, RunReader.read(folder));
        }
        if (RecordJson.schemaOf(path).filter(HistoryEntry.SCHEMA::equals).isPresent()) {
            return of(History.readRun(path));
        }
        RunFolder folder = folderOf(path);
        boolean isOfItsFolder = path.toAbsolutePath().equals(folder.run());
        return new RunSource(folder, isOfItsFolder ? RunReader.read(folder) : RecordJson.readRun(path));
    }

    private static RunFolder folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return new RunFolder(parent == null ? file : parent);
    }
}
