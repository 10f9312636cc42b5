package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that looks for backends. */
public abstract class BackendsCommand extends Command {

    /** A folder of additional backends, one folder each. */
    @Parameter(names = "--backends-dir")
    private @Nullable Path backendsDir;

    /** The backends of a distribution and of the user's folder. */
    protected final Backends backends(Distribution distribution) throws IOException {
        return Backends.discover(distribution, Optional.ofNullable(backendsDir));
    }
}
