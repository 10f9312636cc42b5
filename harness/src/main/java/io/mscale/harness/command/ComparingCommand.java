package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import io.mscale.harness.Console;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.history.Baseline;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import io.mscale.results.trend.BaselineLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that compares two runs: finds the runs the user named and refuses those that cannot be compared. */
abstract class ComparingCommand extends Command {

    @Parameter
    private List<String> runs = new ArrayList<>();

    @Parameter(names = "--history")
    @Nullable
    Path history;

    @Parameter(names = "--baseline")
    @Nullable
    String baseline;

    @Parameter(names = "--force")
    private boolean force;

    @Parameter(names = "--out")
    private @Nullable Path out;

    @Parameter(names = "--json")
    boolean json;

    /** The folder for the files; empty to write none. */
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** The path of the run under test. */
    Path headPath() {
        if ((history == null) != (baseline == null)) {
            throw new UsageException(
                    "--history and --baseline go together: which history, and which of its baselines, as in main");
        }
        if (history != null && runs.size() != 1) {
            throw new UsageException("with --baseline there is one run to name, HEAD; " + runs.size() + " are named");
        }
        if (history == null && runs.size() != 2) {
            throw new UsageException(
                    "two runs are compared, BASE and HEAD, or HEAD with --history DIR --baseline NAME; " + runs.size()
                            + " are named");
        }
        return Path.of(runs.get(runs.size() - 1));
    }

    /** Reads a run that must exist. */
    static RunSource required(Path path) {
        return read(path)
                .orElseThrow(() -> new UsageException("'" + path + "' is not a run: it has no run.json"
                        + (Files.isRegularFile(path.resolve("a/run.json")) ? "; its runs are a/ and b/ in it" : "")));
    }

    /** The run at a path; empty if it does not exist. */
    private static Optional<RunSource> read(Path path) {
        try {
            return Optional.of(RunSource.read(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The baseline run.
     *
     * @param run the run; empty if there is none
     * @param entry the run in the history; null if it is not from one
     * @param isOfOtherMachines whether a baseline of that name exists, but only for other machines
     * @param reason why there is no run
     */
    record Base(Optional<RunSource> run, @Nullable HistoryRun entry, boolean isOfOtherMachines, String reason) {}

    /** The runs of the history at the baseline's level; empty without a history. */
    Optional<EarlierRuns> level(Console console, Base base, RunSource head) throws IOException {
        HistoryRun entry = base.entry();
        if (history == null || entry == null) {
            return Optional.empty();
        }
        List<HistoryRun> all =
                HistoryCommand.read(console, new History(history)).runs();
        return Optional.of(BaselineLevel.of(all, entry, head.record().runId()));
    }

    /** The baseline of the comparison: the run the user named, or the named baseline for the head's machine. */
    Base base(RunSource head) throws IOException {
        if (history == null) {
            Path path = Path.of(runs.get(0));
            return new Base(read(path), null, false, "'" + path + "' is not there");
        }
        String name = Objects.requireNonNull(baseline);
        UsageException.naming("--baseline", () -> Baseline.requireName(name));
        try {
            return baseline(
                    new History(history).baselines(),
                    name,
                    Fingerprint.of(head.record().environment()));
        } catch (IOException e) {
            throw new UsageException("--baseline: " + e.getMessage());
        }
    }

    private Base baseline(Baselines baselines, String name, Fingerprint machine) throws IOException {
        Optional<HistoryRun> own = baselines.find(name, machine);
        List<HistoryRun> others = baselines.find(name);
        if (own.isEmpty() && others.isEmpty()) {
            // Lists the names, so that a typing error is easy to spot.
            List<String> names = baselines.names();
            return new Base(
                    Optional.empty(),
                    null,
                    false,
                    baselines.history().exists()
                            ? "the history '" + baselines.history().folder() + "' has no baseline '" + name + "'"
                                    + (names.isEmpty() ? "" : "; there are: " + String.join(", ", names))
                            : new MissingHistory(baselines.history().folder()).reason());
        }
        HistoryRun found = own.orElseGet(() -> others.get(others.size() - 1));
        return own.isPresent() || force
                ? new Base(Optional.of(RunSource.of(found)), found, false, "")
                : new Base(
                        Optional.empty(),
                        null,
                        true,
                        "the baseline '" + name + "' was measured on another machine (base / head): "
                                + String.join(", ", found.machine().differences(machine)));
    }

    /** The message for a base that is not there, with what would help. */
    String missing(Base base, String advice) {
        return history == null || new History(history).exists()
                ? base.reason() + "; " + advice
                : new MissingHistory(history).reason(advice);
    }

    /** Compares two runs. */
    static RunComparison compare(RunSource base, RunSource head) {
        return RunComparison.of(base.folder(), base.record(), head.folder(), head.record());
    }

    /** Compares two runs; earlier ones decide if there are some. */
    static RunComparison compare(RunSource base, RunSource head, Optional<EarlierRuns> earlier) {
        RunComparison comparison = compare(base, head);
        return earlier.map(comparison::against).orElse(comparison);
    }

    /** Why two runs are not compared: no cells in common, or different machines without {@code --force}. */
    Optional<String> refusal(RunComparison comparison) {
        if (comparison.cells().isEmpty()) {
            return Optional.of("no cell is in both runs" + nearMiss(comparison));
        }
        List<String> differences = comparison.machineDifferences();
        return differences.isEmpty() || force
                ? Optional.empty()
                : Optional.of("the runs were made on unlike machines (base / head): " + String.join(", ", differences)
                        + "; --force compares them all the same");
    }

    private static String nearMiss(RunComparison comparison) {
        return comparison.onlyHead().stream()
                .filter(key -> !comparison.otherSettings(key).isEmpty())
                .findFirst()
                .map(key -> ": " + key + " has other settings (base / head): "
                        + String.join(", ", comparison.otherSettings(key)))
                .orElse("");
    }
}
