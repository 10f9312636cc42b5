package io.mscale.harness.report;

import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The summary page of a CI job: a file to which steps append Markdown. The variable {@value #VARIABLE} names it.
 *
 * @param file the file
 */
record JobSummary(Path file) {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** The summary of the CI job that runs this program, if any. */
    static Optional<JobSummary> ofThisJob() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(name -> !name.isBlank())
                .map(name -> new JobSummary(Path.of(name)));
    }

    /**
     * Appends a section.
     *
     * @throws IOException if that fails; the message names the file and the variable
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
