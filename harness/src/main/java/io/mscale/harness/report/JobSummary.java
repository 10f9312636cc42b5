package io.mscale.harness.report;

import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The summary page of a CI job: a file to which steps append Markdown. The service names it in the variable
 * {@value #VARIABLE}.
 *
 * @param file the file
 */
record JobSummary(Path file) {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** The summary of the job this program runs in, if any. */
    static Optional<JobSummary> ofThisJob() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(name -> !name.isBlank())
                .map(name -> new JobSummary(Path.of(name)));
    }

    /**
     * Appends a section.
     *
     * @throws IOException if it cannot; the message names the file and the variable
     */
    void append(String markdown) throws IOException {
        try {
            Files.writeString(file, markdown + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException(
                    file + ", which " + VARIABLE + " names, cannot be written: " + AtomicFile.reason(e), e);
        }
    }
}
