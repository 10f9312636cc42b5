package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for the files of a short-lived worker: what it answers, prints, and leaves when it dies. */
record ScratchFolder(Path path) implements AutoCloseable {

    static ScratchFolder create() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("mscale-trial"));
    }

    /** Where the worker writes its answer. */
    Path answer() {
        return path.resolve("answer.json");
    }

    /** All that the worker prints. */
    Path log() {
        return path.resolve("worker.log");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
