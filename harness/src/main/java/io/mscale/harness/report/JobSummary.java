package io.mscale.harness.report;

import io.mscale.harness.Console;
import io.mscale.record.file.AtomicFile;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** The summary page of a CI job: a file to which steps append Markdown. The variable {@value #VARIABLE} names it. */
final class JobSummary {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private JobSummary() {}

    /** Appends a section if a CI job runs this program. A missing summary only causes a warning. */
    static void append(Console console, Supplier<String> markdown) {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        if (file.isBlank()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file), markdown.get() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            console.err()
                    .println(Text.oneLine("warning: " + file + ", which " + VARIABLE + " names, cannot be written: "
                            + AtomicFile.reason(e)));
        }
    }
}
