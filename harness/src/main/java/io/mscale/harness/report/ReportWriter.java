package io.mscale.harness.report;

import io.mscale.harness.Console;
import io.mscale.harness.HeapAdvice;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.report.output.ReportFiles;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes reports and prints what could not be written. The records are already on disk, so failures here lose no data.
 */
public final class ReportWriter {

    private final Console console;

    /** A writer that prints problems to this console. */
    public ReportWriter(Console console) {
        this.console = console;
    }

    /** Writes all reports and prints where the page is; returns whether everything was written. */
    public boolean write(Evidence evidence, Path folder, boolean png) {
        ReportFolder reports = new ReportFolder(folder);
        try {
            ReportFiles.write(evidence, reports, png).forEach(this::warn);
        } catch (IOException e) {
            warn("the reports cannot be written: " + e.getMessage() + "; write them later with: report " + folder);
            return false;
        } catch (RuntimeException | OutOfMemoryError e) {
            Optional<OutOfMemoryError> memory = OutOfMemory.behind(e);
            if (memory.isPresent()) {
                warn("the reports cannot be made: " + HeapAdvice.of(memory.get(), "report " + folder));
                return false;
            }
            // A bug in a report must affect neither the table on the console nor the run's outcome.
            warn("internal error, please report it: a report cannot be made: " + e);
            return false;
        }
        JobSummary.append(console, () -> MarkdownReport.of(evidence));
        console.out().println("Report: " + reports.html());
        return true;
    }

    private void warn(String line) {
        console.err().println(Text.oneLine(line));
    }
}
