package io.mscale.record.cell;

import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that a task was made from, as it was when the run was planned.
 *
 * @param path its absolute path
 * @param sha256 the SHA-256 of its content, lower-case hexadecimal
 */
public record DataFile(String path, String sha256) {

    /** Describes a file as it is now. */
    public static DataFile of(Path file) throws IOException {
        return new DataFile(file.toAbsolutePath().normalize().toString(), Digest.of(file));
    }

    /** Why the file no longer matches the recorded one; empty if it does. */
    public Optional<String> problem() {
        Path file = Path.of(path);
        try {
            String now = Digest.of(file);
            return now.equals(sha256)
                    ? Optional.empty()
                    : Optional.of("'" + path + "' has changed since the run was planned: its SHA-256 was "
                            + brief(sha256) + ", it is " + brief(now));
        } catch (IOException e) {
            return Optional.of("'" + path + "' cannot be read any more: "
                    + (Files.exists(file) ? AtomicFile.reason(e) : "there is no such file"));
        }
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
