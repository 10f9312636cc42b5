package io.mscale.harness.file;

import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that the user wants to have written, and that does not exist or is empty before.
 *
 * @param option the option that names it, for messages
 */
public record NewFolder(String option, Path path) {

    /** Writes what belongs into a folder. */
    @FunctionalInterface
    public interface Content {

        /** Writes it to a folder, which is empty and may not exist. */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Checks that nothing is there.
     *
     * @throws UsageException if it is a file, or holds something
     */
    public void requireEmpty() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new UsageException("'" + path + "' already exists and is not a folder; name another with " + option);
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new UsageException(
                        "'" + path + "' already exists and is not empty; name another folder with " + option);
            }
        }
    }

    /**
     * Writes the folder: first elsewhere, and then everything is moved there, so that nobody sees a part.
     *
     * @throws IOException if it cannot be written; it says why
     */
    public void write(Content content) throws IOException {
        Path target = path.toAbsolutePath().normalize();
        String temporary = ".mscale-new-" + ProcessHandle.current().pid();
        boolean exists = Files.isDirectory(target);
        Path unfinished = exists ? target.resolve(temporary) : target.resolveSibling(temporary);
        try {
            content.writeTo(unfinished);
            if (exists) {
                moveContent(unfinished, target);
            } else {
                Files.move(unfinished, target);
            }
        } catch (IOException e) {
            IOException named = new IOException("'" + path + "' cannot be written: " + AtomicFile.reason(e), e);
            remove(unfinished, named);
            throw named;
        }
    }

    /** The folder stays the same: a shell may be in it. */
    private static void moveContent(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Files.move(entry, to.resolve(entry.getFileName()));
            }
        }
        Files.delete(from);
    }

    private static void remove(Path folder, IOException failure) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
