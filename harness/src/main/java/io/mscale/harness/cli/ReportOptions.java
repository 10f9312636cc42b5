package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code report}. */
public final class ReportOptions extends CommonOptions {

    @Parameter
    private List<String> folders = new ArrayList<>();

    @Parameter(names = "--out", converter = Converters.Folder.class)
    private @Nullable Path out;

    @Parameter(names = "--png")
    private boolean png;

    /** The run folders to report on: at least one, no duplicates. */
    public List<Path> folders() {
        if (folders.isEmpty()) {
            throw new UsageException("report takes one run folder or several: report RUN_DIR...");
        }
        List<Path> paths = folders.stream().map(Path::of).toList();
        List<Path> seen = new ArrayList<>();
        for (Path path : paths) {
            Path plain = path.toAbsolutePath().normalize();
            if (seen.contains(plain)) {
                throw new UsageException("report: '" + path + "' is named twice");
            }
            seen.add(plain);
        }
        return paths;
    }

    /** The folder for the reports. */
    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Whether figures are also written as PNG. */
    public boolean png() {
        return png;
    }
}
