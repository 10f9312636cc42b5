package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.UsageException;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds runs to a history.
 *
 * @param baseline the name that they get; null for none
 * @param commit what was measured; null for the commit that the program was built from
 * @param acceptIncomplete whether a run of which cells are missing or failed may become a baseline
 */
record HistoryAddition(
        Console console,
        History history,
        @Nullable String baseline,
        @Nullable String commit,
        boolean acceptIncomplete) {

    void add(List<String> subjects, Instant now) throws IOException {
        // Read every run before adding the first, so that one bad name changes nothing.
        List<HistoryRun> before = history.exists() ? history.read().runs() : List.of();
        List<HistoryEntry> entries = new ArrayList<>();
        for (String subject : subjects) {
            RunSource run = ComparingCommand.required(Path.of(subject));
            if (run.record().cells().isEmpty()) {
                throw new UsageException("'" + subject + "' holds no cell; there is nothing to keep");
            }
            UsageException.naming("'" + subject + "'", () -> History.startedAt(run.record()));
            check(subject, run);
            String measured = commit == null ? known(run, before) : commit;
            entries.add(HistoryEntry.of(
                    run.record(),
                    measured,
                    now,
                    GitCommit.date(Path.of("").toAbsolutePath(), measured).orElse(null)));
        }
        if (!history.exists()) {
            console.err().println(Text.oneLine(new MissingHistory(history.folder()).note()));
        }
        for (HistoryEntry entry : entries) {
            add(entry, before, now);
        }
    }

    /** The commit under which the history has the run already, or else that of the program. */
    private static @Nullable String known(RunSource run, List<HistoryRun> before) {
        return before.stream()
                .filter(other -> other.record().runId().equals(run.record().runId()))
                .findFirst()
                .map(other -> other.record().tool().commit())
                .orElse(run.record().tool().commit());
    }

    /** A baseline that lacks something would let its loss pass for ever after. */
    private void check(String subject, RunSource run) {
        Completeness found = Completeness.of(Evidence.of(run.folder(), run.record()));
        String lack = found.absent() != null ? found.absent() : found.failedInWords();
        if (lack == null) {
            return;
        }
        if (baseline != null && !acceptIncomplete) {
            throw new UsageException("'" + subject + "' is incomplete, which makes a poor baseline: " + lack
                    + "; --accept-incomplete takes it all the same");
        }
        console.err().println(Text.oneLine("warning: '" + subject + "' is incomplete: " + lack));
    }

    private void add(HistoryEntry entry, List<HistoryRun> before, Instant now) throws IOException {
        HistoryRun added = history.add(entry);
        console.out().println("added: " + added.file());
        added.clockProblem().ifPresent(this::warn);
        before.stream()
                .filter(run -> run.record().runId().equals(added.record().runId()))
                .filter(run -> !run.file().equals(added.file()))
                .forEach(run -> warn("run " + run.record().runId() + " was there already, of commit "
                        + ChangeTexts.commit(run.record()) + " with "
                        + run.record().cells().size()
                        + " cells; of several records of a run the one with most cells counts, and of those the last"));
        if (baseline != null) {
            history.baselines().set(baseline, added, now);
            String runId = Text.oneLine(added.record().runId());
            console.out()
                    .println("baseline " + baseline + " on " + added.machine().key() + ": " + runId);
        }
    }

    private void warn(String problem) {
        console.err().println(Text.oneLine("warning: " + problem));
    }
}
