package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/** {@code history prune}: removes old runs. Baselines and unreadable files stay. */
final class HistoryPrune {

    private final Console console;
    private final HistoryOptions options;
    private final History history;

    HistoryPrune(Console console, HistoryOptions options, History history) {
        this.console = console;
        this.options = options;
        this.history = history;
    }

    ExitCode execute() throws IOException {
        if (options.keep().isEmpty() && options.before().isEmpty()) {
            throw new UsageException("history prune takes --keep N (runs of each machine) or --before DAY, or both");
        }
        List<HistoryRun> runs = HistoryCommand.read(console, history).runs();
        List<HistoryRun> prunable = history.prunable(
                runs, options.keep().orElse(0), options.before().orElse(Instant.MAX));
        for (HistoryRun run : prunable) {
            if (!options.dryRun()) {
                Files.deleteIfExists(run.file());
            }
            console.out().println((options.dryRun() ? "would remove: " : "removed: ") + run.file());
        }
        console.out().println((runs.size() - prunable.size()) + " of " + runs.size() + " runs stay");
        return ExitCode.OK;
    }
}
