package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.report.text.Text;
import io.mscale.results.history.History;
import java.io.IOException;
import java.time.Instant;

/** {@code history}: keeps run records over time and shows trends. */
public final class HistoryCommand {

    private final Console console;
    private final HistoryOptions options;

    /** An action on a history under these options. */
    public HistoryCommand(Console console, HistoryOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Carries out the action.
     *
     * @throws UsageException if the action, the history or a run is invalid; nothing was changed then
     */
    public ExitCode execute() throws IOException {
        HistoryOptions.Action action = options.action();
        History history = new History(options.history());
        if (action == HistoryOptions.Action.ADD) {
            return new HistoryAdd(console, options, history).execute(Instant.now());
        }
        if (!options.subjects().isEmpty() && action != HistoryOptions.Action.SHOW) {
            throw new UsageException("history " + action.id() + ": unexpected argument '"
                    + options.subjects().get(0) + "'");
        }
        if (!history.exists()) {
            throw new UsageException(
                    "--history: '" + history.folder() + "' is not a history: it has no runs/; history add makes one");
        }
        return switch (action) {
            case LIST -> new HistoryList(console, options, history).execute();
            case SHOW -> new HistoryShow(console, options, history).execute();
            case PRUNE -> new HistoryPrune(console, options, history).execute();
            case REPORT -> new HistoryReport(console, options, history).execute();
            case ADD -> throw new IllegalStateException("done above");
        };
    }

    /** Reads a history. Unreadable files are reported on standard error and skipped. */
    static History.Contents read(Console console, History history) throws IOException {
        History.Contents contents = history.read();
        contents.problems().forEach(problem -> console.err().println(Text.oneLine("skipped: " + problem)));
        return contents;
    }
}
