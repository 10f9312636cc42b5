package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of every command that looks for backends. */
public class BackendsOptions extends CommonOptions {

    @Parameter(names = "--backends-dir", converter = Converters.Folder.class)
    private @Nullable Path backendsDir;

    /** A folder of additional backends, one folder each. */
    public Optional<Path> backendsDir() {
        return Optional.ofNullable(backendsDir);
    }
}
