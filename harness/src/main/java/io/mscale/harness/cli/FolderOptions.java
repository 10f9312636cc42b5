package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a run's options come from, and where its files go. */
@Parameters(separators = "=")
public final class FolderOptions {

    /** Declared so that the parser knows it: {@link ConfigFile} puts the file's words in its place. */
    @SuppressWarnings("UnusedVariable")
    @Parameter(names = ConfigFile.OPTION)
    private @Nullable Path config;

    @Parameter(names = "--out")
    private @Nullable Path out;

    @Parameter(names = "--resume")
    private @Nullable Path resume;

    /** The run's folder; empty for one with the time of its start. */
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** The run that goes on; empty for a new one. */
    Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }
}
