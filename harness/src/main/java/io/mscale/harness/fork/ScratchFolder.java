package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A temporary folder for a short-lived worker: its answer, its output and any crash files. */
record ScratchFolder(Path path) implements AutoCloseable {

    static ScratchFolder create() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("mscale-trial"));
    }

    /** The worker's answer. */
    Path answer() {
        return path.resolve("answer.json");
    }

    /** The worker's output. */
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
