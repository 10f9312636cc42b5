package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code merge}. */
public final class MergeOptions extends CommonOptions {

    @Parameter
    private List<String> folders = new ArrayList<>();

    @Parameter(names = "--out", converter = Converters.Folder.class)
    private @Nullable Path out;

    @Parameter(names = "--allow-gaps")
    private boolean allowGaps;

    @Parameter(names = "--force")
    private boolean force;

    @Parameter(names = "--png")
    private boolean png;

    /** The folders of the shards, at least one. */
    public List<Path> folders() {
        if (folders.isEmpty()) {
            throw new UsageException("merge takes the folders of all shards of a run: merge DIR...");
        }
        return folders.stream().map(Path::of).toList();
    }

    /** The folder for the merged run. */
    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Whether to accept missing cells. */
    public boolean allowGaps() {
        return allowGaps;
    }

    /** Whether to merge shards of different machines or builds. */
    public boolean force() {
        return force;
    }

    /** Whether figures are also written as PNG. */
    public boolean png() {
        return png;
    }
}
