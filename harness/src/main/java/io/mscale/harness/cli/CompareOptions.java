package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code compare}. */
public class CompareOptions extends CommonOptions {

    @Parameter
    private List<String> runs = new ArrayList<>();

    @Parameter(names = "--history", converter = Converters.Folder.class)
    private @Nullable Path history;

    @Parameter(names = "--baseline")
    private @Nullable String baseline;

    @Parameter(names = "--force")
    private boolean force;

    @Parameter(names = "--out", converter = Converters.Folder.class)
    private @Nullable Path out;

    @Parameter(names = "--json")
    private boolean json;

    /** The baseline run; empty if it is a named baseline of a history. */
    public Optional<Path> base() {
        requireRuns();
        return runs.size() == 2 ? Optional.of(Path.of(runs.get(0))) : Optional.empty();
    }

    /** The run under test. */
    public Path head() {
        requireRuns();
        return Path.of(runs.get(runs.size() - 1));
    }

    private void requireRuns() {
        boolean byName = history != null && baseline != null;
        if ((history == null) != (baseline == null)) {
            throw new UsageException(
                    "--history and --baseline go together: which history, and which of its baselines, as in main");
        }
        int expected = byName ? 1 : 2;
        if (runs.size() != expected) {
            throw new UsageException(
                    byName
                            ? "with --baseline there is one run to name, HEAD; " + runs.size() + " are named"
                            : "two runs are compared, BASE and HEAD, or HEAD with --history DIR --baseline NAME; "
                                    + runs.size() + " are named");
        }
    }

    /** The history that holds the baseline. */
    public Optional<Path> history() {
        return Optional.ofNullable(history);
    }

    /** The baseline's name. */
    public Optional<String> baseline() {
        return Optional.ofNullable(baseline);
    }

    /** Whether to compare runs of different machines. */
    public boolean force() {
        return force;
    }

    /** The folder for the files; empty to write none. */
    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Whether to print JSON. */
    public boolean json() {
        return json;
    }
}
