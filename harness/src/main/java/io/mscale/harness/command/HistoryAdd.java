package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.report.text.Text;
import io.mscale.results.history.Baseline;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code history add}: adds one or more runs, optionally under a baseline name. */
final class HistoryAdd {

    private final Console console;
    private final HistoryOptions options;
    private final History history;

    HistoryAdd(Console console, HistoryOptions options, History history) {
        this.console = console;
        this.options = options;
        this.history = history;
    }

    ExitCode execute(Instant now) throws IOException {
        List<String> subjects = options.subjects();
        if (subjects.isEmpty()) {
            throw new UsageException("history add takes one run or several: history add RUN... --history DIR");
        }
        options.baseline().ifPresent(name -> UsageException.naming("--baseline", () -> Baseline.requireName(name)));
        // Read every run before adding the first, so that one bad name changes nothing.
        List<HistoryEntry> entries = new ArrayList<>();
        for (String subject : subjects) {
            RunSource run = ComparedRuns.required(Path.of(subject));
            if (run.record().cells().isEmpty()) {
                throw new UsageException("'" + subject + "' holds no cell; there is nothing to keep");
            }
            requireTime(subject, run);
            entries.add(HistoryEntry.of(run.record(), options.commit().orElse(null), now));
        }
        for (HistoryEntry entry : entries) {
            HistoryRun added = history.add(entry);
            console.out().println("added: " + added.file());
            added.clockProblem().ifPresent(problem -> console.err().println(Text.oneLine("warning: " + problem)));
            if (options.baseline().isPresent()) {
                history.baselines().set(options.baseline().get(), added, now);
                console.out()
                        .println("baseline " + options.baseline().get() + " on "
                                + added.machine().key() + ": "
                                + Text.oneLine(added.record().runId()));
            }
        }
        return ExitCode.OK;
    }

    private static void requireTime(String subject, RunSource run) {
        UsageException.naming("'" + subject + "'", () -> History.startedAt(run.record()));
    }
}
