package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.record.file.AtomicFile;
import io.mscale.report.html.HtmlReport;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code history report}: writes a page that shows every metric over time. */
final class HistoryReport {

    private final Console console;
    private final HistoryOptions options;
    private final History history;

    HistoryReport(Console console, HistoryOptions options, History history) {
        this.console = console;
        this.options = options;
        this.history = history;
    }

    ExitCode execute() throws IOException {
        History.Contents contents = HistoryCommand.read(console, history);
        List<String> notes = new ArrayList<>();
        contents.problems().forEach(problem -> notes.add("skipped: " + problem));
        contents.runs().stream()
                .map(HistoryRun::clockProblem)
                .flatMap(Optional::stream)
                .forEach(notes::add);
        Path file = options.out().orElse(history.folder().resolve("trend.html"));
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Trend trend = Trend.of(contents.runs());
        AtomicFile.write(file, HtmlReport.of(trend, notes));
        long changes = trend.series().stream()
                .mapToInt(series -> series.changes().size())
                .sum();
        console.out()
                .println(contents.runs().size() + " runs, " + trend.series().size() + " series, " + changes
                        + (changes == 1 ? " change" : " changes"));
        console.out().println("Page: " + file);
        return ExitCode.OK;
    }
}
