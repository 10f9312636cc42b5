package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The output of JMH's process.
 *
 * @param file the file it was written to
 */
public record JmhLog(Path file) {

    /** Starts a line that reports a problem, both in the log and in records. */
    public static final String PREFIX = "JMH: ";

    /** The whole output. */
    public String text() throws IOException {
        // A crashing library may print in any encoding.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The problems the process reported, joined; empty if there are none. */
    public Optional<String> problem() throws IOException {
        List<String> problems =
                text().lines().filter(line -> line.startsWith(PREFIX)).toList();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(PREFIX
                        + String.join(
                                "; ",
                                problems.stream()
                                        .map(line -> line.substring(PREFIX.length()))
                                        .toList()));
    }

    /** The last line that is not blank. */
    public String lastLine() throws IOException {
        return text().lines().filter(line -> !line.isBlank()).reduce("nothing was printed", (before, line) -> line);
    }
}
