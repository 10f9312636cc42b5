package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.html.CommitUrl;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.html.TrendRemarks;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.table.Table;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.history.Baseline;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code history}: keeps run records over time and shows trends. The first word is an action on a history. */
public final class HistoryCommand extends Command {

    private static final List<String> HEADER = List.of("started", "run", "commit", "machine", "baseline", "cells");

    private enum Action implements Named.Constant {
        ADD,
        LIST,
        SHOW,
        PRUNE,
        REPORT;

        static String ids(List<Action> actions) {
            return String.join(", ", actions.stream().map(Action::id).toList());
        }
    }

    /** The action and its subjects: runs to add, or the run to show. */
    @Parameter
    private List<String> words = new ArrayList<>();

    @Parameter(names = "--history")
    private @Nullable Path folder;

    /** The baseline name to assign or to look up. */
    @Parameter(names = "--baseline")
    private @Nullable String baseline;

    /** The commit that was measured. */
    @Parameter(names = "--commit")
    private @Nullable String commit;

    /** Whether a run of which cells are missing or failed may become a baseline. */
    @Parameter(names = "--accept-incomplete")
    private boolean acceptIncomplete;

    /** The number of runs to keep per machine. */
    @Parameter(names = "--keep")
    private @Nullable Integer keep;

    /** Prune only runs that started before this time. */
    @Parameter(names = "--before")
    private @Nullable Instant before;

    /** Whether to print what would be removed without removing it. */
    @Parameter(names = "--dry-run")
    private boolean dryRun;

    /** The file of the HTML page. */
    @Parameter(names = "--out")
    private @Nullable Path out;

    /** Where a commit can be looked at. */
    @Parameter(names = "--commit-url")
    private @Nullable String commitUrl;

    @Parameter(names = "--json")
    private boolean json;

    @Override
    public ExitCode execute(Console console) throws IOException {
        Action action = action();
        if (folder == null) {
            throw new UsageException("--history is missing: the folder of the history");
        }
        History history = new History(folder);
        List<String> subjects = words.subList(1, words.size());
        if (!subjects.isEmpty() && action != Action.ADD && action != Action.SHOW) {
            throw new UsageException("history " + action.id() + ": unexpected argument '" + subjects.get(0) + "'");
        }
        if (!history.exists() && action != Action.ADD) {
            throw new UsageException(new MissingHistory(folder).reason("history add makes one"));
        }
        switch (action) {
            case ADD -> add(console, history, subjects, Instant.now());
            case LIST -> list(console, history);
            case SHOW -> show(console, history, subjects);
            case PRUNE -> prune(console, history);
            case REPORT -> report(console, history);
        }
        return ExitCode.OK;
    }

    private Action action() {
        List<Action> all = List.of(Action.values());
        if (words.isEmpty()) {
            throw new UsageException("history takes an action: " + Action.ids(all));
        }
        Action action = Names.parse("action of history", all, words.get(0));
        require(action, "--baseline", baseline != null, Action.ADD, Action.SHOW);
        require(action, "--commit", commit != null, Action.ADD);
        require(action, "--accept-incomplete", acceptIncomplete, Action.ADD);
        require(action, "--keep", keep != null, Action.PRUNE);
        require(action, "--before", before != null, Action.PRUNE);
        require(action, "--dry-run", dryRun, Action.PRUNE);
        require(action, "--out", out != null, Action.REPORT);
        require(action, "--commit-url", commitUrl != null, Action.REPORT);
        require(action, "--json", json, Action.LIST);
        return action;
    }

    /** Rejects an option that does not go with the action. */
    private static void require(Action action, String option, boolean isGiven, Action... itsActions) {
        List<Action> allowed = List.of(itsActions);
        if (isGiven && !allowed.contains(action)) {
            throw new UsageException(
                    option + " is no option of history " + action.id() + "; it goes with: " + Action.ids(allowed));
        }
    }

    /** Adds one or more runs, optionally under a baseline name. */
    private void add(Console console, History history, List<String> subjects, Instant now) throws IOException {
        if (subjects.isEmpty()) {
            throw new UsageException("history add takes one run or several: history add RUN... --history DIR");
        }
        String name = baseline == null ? null : requireName(baseline);
        new HistoryAddition(console, history, name, commit, acceptIncomplete).add(subjects, now);
    }

    private static String requireName(String name) {
        return UsageException.naming("--baseline", () -> Baseline.requireName(name));
    }

    /** Prints one line per run. */
    private void list(Console console, History history) throws IOException {
        List<HistoryRun> runs = read(console, history).runs();
        Baselines.Names names = history.baselines().allNames();
        if (json) {
            List<Map<String, Object>> entries = new ArrayList<>();
            runs.forEach(run -> entries.add(entry(run, names)));
            console.out().print(RecordJson.text(Map.of("runs", entries)));
            return;
        }
        Table table = new Table(HEADER.size() - 1, HEADER);
        runs.forEach(run -> table.row(List.of(
                run.startedAt().toString(),
                run.record().runId(),
                ChangeTexts.commit(run.record()),
                run.machine().key(),
                String.join(", ", names.of(run)),
                Integer.toString(run.record().cells().size()))));
        table.lines().forEach(console.out()::println);
    }

    private static Map<String, Object> entry(HistoryRun run, Baselines.Names names) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("startedAt", run.startedAt().toString());
        entry.put("runId", run.record().runId());
        entry.put("commit", run.record().tool().commit());
        entry.put("machine", run.machine().key());
        entry.put("baselines", names.of(run));
        entry.put("cells", run.record().cells().size());
        entry.put("file", run.file().toString());
        return entry;
    }

    /** Prints a run, chosen by id or baseline name, as {@code report} does. */
    private void show(Console console, History history, List<String> subjects) throws IOException {
        if (subjects.size() + (baseline == null ? 0 : 1) != 1) {
            throw new UsageException("history show takes a run's id, or --baseline NAME");
        }
        List<HistoryRun> chosen = baseline == null
                ? withId(subjects.get(0), read(console, history).runs())
                : withName(baseline, history.baselines());
        for (HistoryRun run : chosen) {
            RunSource source = RunSource.of(run);
            console.out()
                    .println(Text.oneLine("run " + run.record().runId() + ", commit " + ChangeTexts.commit(run.record())
                            + ", " + run.file()));
            ConsoleReport.of(Evidence.of(source.folder(), source.record())).print(console.out(), console::bold);
            console.out().println();
        }
    }

    private static List<HistoryRun> withName(String name, Baselines baselines) throws IOException {
        List<HistoryRun> named = baselines.find(requireName(name));
        if (named.isEmpty()) {
            throw Names.unknown("baseline", name, baselines.names());
        }
        return named;
    }

    private static List<HistoryRun> withId(String id, List<HistoryRun> runs) {
        List<HistoryRun> found =
                runs.stream().filter(run -> run.record().runId().equals(id)).toList();
        if (found.isEmpty()) {
            List<String> ids = runs.stream().map(run -> run.record().runId()).toList();
            throw new UsageException("the history has no run '" + id + "'"
                    + Names.nearest(id, ids)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse("; history list shows what there is"));
        }
        return found;
    }

    /** Removes old runs. Baselines and unreadable files stay. */
    private void prune(Console console, History history) throws IOException {
        if (keep == null && before == null) {
            throw new UsageException("history prune takes --keep N (runs of each machine) or --before DAY, or both");
        }
        History.Contents contents = read(console, history);
        List<HistoryRun> runs = contents.runs();
        List<HistoryRun> prunable =
                history.prunable(contents, keep == null ? 0 : keep, before == null ? Instant.MAX : before);
        for (HistoryRun run : prunable) {
            if (!dryRun) {
                Files.deleteIfExists(run.file());
            }
            console.out().println((dryRun ? "would remove: " : "removed: ") + run.file());
        }
        long gone = prunable.stream().filter(runs::contains).count();
        console.out().println((runs.size() - gone) + " of " + runs.size() + " runs stay");
    }

    /** Writes a page that shows every metric over time. */
    private void report(Console console, History history) throws IOException {
        Optional<CommitUrl> commits = Optional.ofNullable(commitUrl)
                .map(pattern -> UsageException.naming("--commit-url", () -> new CommitUrl(pattern)));
        History.Contents contents = read(console, history);
        List<String> notes = new ArrayList<>();
        contents.problems().forEach(problem -> notes.add("skipped: " + problem));
        contents.runs().stream()
                .map(HistoryRun::clockProblem)
                .flatMap(Optional::stream)
                .forEach(notes::add);
        Path file = out == null ? history.folder().resolve("trend.html") : out;
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Trend trend = Trend.of(contents.runs());
        AtomicFile.write(
                file,
                HtmlReport.of(trend, new TrendRemarks(notes, history.baselines().allNames(), commits)));
        long changes = trend.series().stream()
                .mapToInt(series -> series.changes().size())
                .sum();
        console.out()
                .println(contents.runs().size() + " runs, " + trend.series().size() + " series, " + changes
                        + (changes == 1 ? " change" : " changes"));
        console.out().println("Page: " + file);
    }

    /** Reads a history. Unreadable files are reported on standard error and skipped. */
    static History.Contents read(Console console, History history) throws IOException {
        History.Contents contents = history.read();
        contents.problems().forEach(problem -> console.err().println(Text.oneLine("skipped: " + problem)));
        return contents;
    }
}
