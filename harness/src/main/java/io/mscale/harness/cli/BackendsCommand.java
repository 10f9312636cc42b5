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

    /** The option that names a folder of additional backends. */
    public static final String FOLDER = "--backends-dir";

    /** A folder of additional backends, one folder each. */
    @Parameter(names = FOLDER)
    private @Nullable Path backendsDir;

    /** The backends of a distribution and of the user's folder. */
    protected final Backends backends(Distribution distribution) throws IOException {
        return Backends.discover(distribution, backendsDir());
    }

    /** The folder of additional backends that the user names. */
    public final Optional<Path> backendsDir() {
        return Optional.ofNullable(backendsDir);
    }
}
