package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of a training, and which one goes on. */
@Parameters(separators = "=")
public final class KeepOptions {

    /** The option that names the cell whose training goes on. */
    public static final String FROM = "--from";

    /** The option that starts the optimiser afresh. */
    public static final String RESET = "--reset-optimizer";

    /** Options of commands that go on with a training. */
    public static final Set<String> OF_CONTINUATION = Set.of(FROM, RESET);

    @Parameter(names = FROM)
    private @Nullable Path from;

    @Parameter(names = RESET)
    private boolean reset;

    @Parameter(names = "--no-keep")
    private boolean forgets;

    /** The cell whose training goes on; empty to start from initial parameters. */
    public Optional<Path> from() {
        return Optional.ofNullable(from);
    }

    /** Whether the optimiser starts afresh from the trained parameters. */
    public boolean resetsOptimizer() {
        return reset;
    }

    /** Whether trained networks are kept. */
    boolean keeps() {
        return !forgets;
    }
}
