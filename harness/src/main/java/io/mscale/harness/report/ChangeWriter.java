package io.mscale.harness.report;

import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import io.mscale.report.change.ChangeJson;
import io.mscale.report.change.ChangeMarkdown;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a comparison of two runs, with the verdict on it if one was asked for. */
public record ChangeWriter(RunComparison comparison, Optional<Gate> gate) {

    /** The name of the HTML page in the folder. */
    public static final String PAGE = "compare.html";

    /** Writes {@code compare.html}, {@code compare.md} and {@code compare.json}. */
    public void writeFiles(Path folder) throws IOException {
        // Render everything before writing anything, so that a failure leaves no partial set of files.
        String markdown = ChangeMarkdown.of(comparison, gate);
        String json = ChangeJson.of(comparison, gate);
        String page = HtmlReport.of(comparison.evidence(), ChangeSection.of(comparison, gate));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--out: '" + folder + "' cannot be written: " + AtomicFile.reason(e));
        }
        AtomicFile.write(folder.resolve("compare.md"), markdown);
        AtomicFile.write(folder.resolve("compare.json"), json);
        AtomicFile.write(folder.resolve(PAGE), page);
    }
}
