package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The option that locates third-party tasks. */
@Parameters(separators = "=")
public final class TasksFolderOption {

    @Parameter(names = "--tasks-dir", converter = Converters.Folder.class)
    private @Nullable Path tasksDir;

    /** A folder with jars of additional tasks. */
    public Optional<Path> tasksDir() {
        return Optional.ofNullable(tasksDir);
    }
}
