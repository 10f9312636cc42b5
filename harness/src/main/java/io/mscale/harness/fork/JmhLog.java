package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What JMH's process printed.
 *
 * @param file where to
 */
public record JmhLog(Path file) {

    /** Begins a line that says what went wrong, and the same words in a record. */
    public static final String PREFIX = "JMH: ";

    /** All of it. */
    public String text() throws IOException {
        // A dying library may print in any encoding.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** What went wrong in the process's own words; empty if it said nothing. */
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

    /** The last line. */
    public String lastLine() throws IOException {
        return text().lines().filter(line -> !line.isBlank()).reduce("nothing was printed", (before, line) -> line);
    }
}
