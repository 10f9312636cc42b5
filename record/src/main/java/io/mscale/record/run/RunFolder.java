package io.mscale.record.run;

import io.mscale.record.cell.CellFolder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Files of one run.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

    private static final DateTimeFormatter TIME_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** The first part of a folder's name: the UTC time to the second, so that names sort by time. */
    public static String timeName(Instant time) {
        return TIME_NAME.format(time);
    }

    /** The record of the run. */
    public Path run() {
        return path.resolve("run.json");
    }

    /** Which shard of a plan the run is; present only if it is a shard. */
    public Path shard() {
        return path.resolve("shard.json");
    }

    /** What a comparison of two distributions is about; present only in the folder that holds both their runs. */
    public Path comparison() {
        return path.resolve("ab.json");
    }

    /** Lock file, held by the process that writes into the folder. */
    public Path lock() {
        return path.resolve("run.lock");
    }

    /** Parent of the cells' folders. */
    public Path cells() {
        return path.resolve("cells");
    }

    /**
     * One cell's folder. An id that is not a valid file name on this system, possible in records from elsewhere, is
     * encoded.
     */
    public CellFolder cell(String id) {
        try {
            return new CellFolder(cells().resolve(id));
        } catch (InvalidPathException e) {
            return new CellFolder(cells().resolve(URLEncoder.encode(id, StandardCharsets.UTF_8)));
        }
    }
}
