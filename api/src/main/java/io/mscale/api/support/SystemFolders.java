package io.mscale.api.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders in which Linux describes a machine and its processes. Other systems have none of them, and where one is
 * hidden or masked its files are as good as missing.
 *
 * @param proc {@code /proc}, or a folder like it
 * @param sys {@code /sys}, or a folder like it
 */
public record SystemFolders(Path proc, Path sys) {

    /** Those of the machine that this process runs on. */
    public static final SystemFolders OF_THIS_MACHINE = new SystemFolders(Path.of("/proc"), Path.of("/sys"));

    /** The folder that describes processors and their caches. */
    public Path processors() {
        return sys.resolve("devices/system/cpu");
    }

    /** The content of a file without white space at its ends; empty if it cannot be read or holds nothing. */
    public static Optional<String> read(Path file) {
        try {
            // Names of mounts and groups may be in any encoding; bytes that are no UTF-8 must not lose the other lines.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }
}
