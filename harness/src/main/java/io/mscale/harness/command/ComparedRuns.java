package io.mscale.harness.command;

import io.mscale.harness.UsageException;
import io.mscale.harness.cli.CompareOptions;
import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.history.Baseline;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and compares the runs the user named. */
final class ComparedRuns {

    private final CompareOptions options;

    ComparedRuns(CompareOptions options) {
        this.options = options;
    }

    /** The run under test. */
    RunSource head() {
        return required(options.head());
    }

    /**
     * Reads a run that must exist.
     *
     * @throws UsageException if it does not exist or cannot be read
     */
    static RunSource required(Path path) {
        return read(path).orElseThrow(() -> new UsageException("'" + path + "' is not a run: it has no run.json"));
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
     * @param isOfOtherMachines whether a baseline of that name exists, but only for other machines
     * @param reason why there is no run
     */
    record Base(Optional<RunSource> run, boolean isOfOtherMachines, String reason) {

        private static Base of(Optional<RunSource> run, String reason) {
            return new Base(run, false, reason);
        }
    }

    /**
     * The baseline of the comparison: the run the user named, or the named baseline for the head's machine.
     *
     * @throws UsageException if it cannot be read
     */
    Base base(RunSource head) throws IOException {
        Optional<Path> path = options.base();
        if (path.isPresent()) {
            return Base.of(read(path.get()), "'" + path.get() + "' is not there");
        }
        History history = new History(options.history().orElseThrow());
        String name = options.baseline().orElseThrow();
        UsageException.naming("--baseline", () -> Baseline.requireName(name));
        try {
            return baseline(
                    history.baselines(), name, Fingerprint.of(head.record().environment()));
        } catch (IOException e) {
            throw new UsageException("--baseline: " + e.getMessage());
        }
    }

    private Base baseline(Baselines baselines, String name, Fingerprint machine) throws IOException {
        Optional<HistoryRun> own = baselines.find(name, machine);
        List<HistoryRun> others = baselines.find(name);
        if (own.isEmpty() && others.isEmpty()) {
            return Base.of(
                    Optional.empty(),
                    "the history '" + baselines.history().folder() + "' has no baseline '" + name + "'"
                            + namesThereAre(baselines));
        }
        HistoryRun found = own.orElseGet(() -> others.get(others.size() - 1));
        if (own.isPresent() || options.force()) {
            return Base.of(Optional.of(RunSource.of(found)), "");
        }
        return new Base(
                Optional.empty(),
                true,
                "the baseline '" + name + "' was measured on another machine (base / head): "
                        + String.join(", ", found.machine().differences(machine)));
    }

    /** Lists the names, so that a typing error is easy to spot. */
    private static String namesThereAre(Baselines baselines) throws IOException {
        List<String> names = baselines.names();
        return names.isEmpty() ? "" : "; there are: " + String.join(", ", names);
    }

    /**
     * Compares two runs.
     *
     * @throws UsageException if the records are inconsistent
     */
    RunComparison compare(RunSource base, RunSource head) {
        return RunComparison.of(base.folder(), base.record(), head.folder(), head.record());
    }

    /** Why two runs are not compared: no cells in common, or different machines without {@code --force}. */
    Optional<String> refusal(RunComparison comparison) {
        if (comparison.cells().isEmpty()) {
            return Optional.of("no cell is in both runs" + nearMiss(comparison));
        }
        List<String> differences = comparison.machineDifferences();
        return differences.isEmpty() || options.force()
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
