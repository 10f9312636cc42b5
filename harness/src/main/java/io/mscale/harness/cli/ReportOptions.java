package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of {@code report}. */
public final class ReportOptions extends CommonOptions {

    @Parameter
    private List<String> folders = new ArrayList<>();

    /** The run to report on. */
    public Path folder() {
        if (folders.size() != 1) {
            throw new UsageException("report takes one run folder: report RUN_DIR");
        }
        return Path.of(folders.get(0));
    }
}
