package io.mscale.results.history;

import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run as a user may name it: by its folder, its {@code run.json}, or a file of a history.
 *
 * @param folder where its files lie, if there are more
 * @param record its record
 */
public record RunSource(RunFolder folder, RunRecord record) {

    /** A run of a history. */
    public static RunSource of(HistoryRun run) {
        return new RunSource(folderOf(run.file()), run.record());
    }

    /**
     * Reads it.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it is damaged or something else
     */
    public static RunSource read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            RunFolder folder = new RunFolder(path);
            return new RunSource(folder, RunReader.read(folder));
        }
        Optional<String> schema = RecordJson.schemaOf(path);
        if (schema.filter(HistoryEntry.SCHEMA::equals).isPresent()) {
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
