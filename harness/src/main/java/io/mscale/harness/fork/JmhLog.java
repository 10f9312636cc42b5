package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The output of JMH's process. */
public record JmhLog(String text) {

    /** Starts a line that reports a problem, both in the log and in records. */
    public static final String PREFIX = "JMH: ";

    /** Reads a file to which the process printed, possibly in any encoding, as a crashing library may. */
    public static JmhLog read(Path file) throws IOException {
        return new JmhLog(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** The problems the process reported, joined; empty if there are none. */
    public Optional<String> problem() {
        List<String> problems = text.lines()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()))
                .toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(PREFIX + String.join("; ", problems));
    }

    /** The last line that is not blank. */
    String lastLine() {
        return text.lines().filter(line -> !line.isBlank()).reduce("nothing was printed", (before, line) -> line);
    }
}
