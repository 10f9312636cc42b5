package io.mscale.api.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether native libraries built for GNU's C library can be loaded into this JVM. On Alpine Linux, for example, the JVM is
 * linked with musl, whose loader rejects them with a message that does not name the cause.
 */
public final class Glibc {

    /** The files mapped into this process's memory; Linux only. */
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    private Glibc() {}

    /**
     * Why the native libraries of {@code libraries}, as in "PyTorch", cannot be loaded; empty if this JVM is linked with glibc,
     * and on systems other than Linux.
     */
    public static Optional<String> obstacle(String libraries) {
        try {
            // File names may be in any encoding; the pattern below is ASCII.
            return obstacle(libraries, Files.readString(MAPPED_FILES, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same for a process whose {@code /proc/PID/maps} holds {@code mappedFiles}. */
    static Optional<String> obstacle(String libraries, String mappedFiles) {
        boolean musl = mappedFiles.lines().anyMatch(line -> line.matches(".*/(ld-musl-|libc\\.musl-)[^/]*"));
        String obstacle = "needs glibc: this Java runtime is linked with musl, as on Alpine Linux, and " + libraries
                + "'s native libraries are built for glibc; use a Java runtime built for glibc, or a backend in plain Java";
        return musl ? Optional.of(obstacle) : Optional.empty();
    }
}
