package io.mscale.harness.command;

import io.mscale.api.option.Names;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.history.Baseline;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.util.List;

/** {@code history show}: prints one run, chosen by id or baseline name, as {@code report} does. */
final class HistoryShow {

    private final Console console;
    private final HistoryOptions options;
    private final History history;

    HistoryShow(Console console, HistoryOptions options, History history) {
        this.console = console;
        this.options = options;
        this.history = history;
    }

    ExitCode execute() throws IOException {
        for (HistoryRun run : chosen()) {
            RunSource source = RunSource.of(run);
            console.out()
                    .println(Text.oneLine("run " + run.record().runId() + ", commit " + ChangeTexts.commit(run.record())
                            + ", " + run.file()));
            ConsoleReport.of(Evidence.of(source.folder(), source.record())).print(console.out(), console::bold);
            console.out().println();
        }
        return ExitCode.OK;
    }

    private List<HistoryRun> chosen() throws IOException {
        List<String> subjects = options.subjects();
        if (subjects.size() + (options.baseline().isPresent() ? 1 : 0) != 1) {
            throw new UsageException("history show takes a run's id, or --baseline NAME");
        }
        if (options.baseline().isPresent()) {
            String name = options.baseline().get();
            List<HistoryRun> named =
                    history.baselines().find(UsageException.naming("--baseline", () -> Baseline.requireName(name)));
            if (named.isEmpty()) {
                throw Names.unknown("baseline", name, history.baselines().names());
            }
            return named;
        }
        List<HistoryRun> runs = HistoryCommand.read(console, history).runs();
        List<HistoryRun> found = runs.stream()
                .filter(run -> run.record().runId().equals(subjects.get(0)))
                .toList();
        if (found.isEmpty()) {
            String nearest = Names.nearest(
                            subjects.get(0),
                            runs.stream().map(run -> run.record().runId()).toList())
                    .map(id -> "; did you mean '" + id + "'?")
                    .orElse("; history list shows what there is");
            throw new UsageException("the history has no run '" + subjects.get(0) + "'" + nearest);
        }
        return found;
    }
}
