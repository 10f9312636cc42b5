package io.mscale.harness.endtoend;

import java.util.List;

/**
 * The program, ended.
 *
 * @param seconds from its launch to its end
 */
record Invocation(int exitCode, String stdout, String stderr, double seconds) {

    List<String> errorLines() {
        return stderr.lines().toList();
    }

    List<String> outputLines() {
        return stdout.lines().toList();
    }

    /** The last line of standard output that is not empty. */
    String lastLine() {
        return stdout.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
    }
}
