package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options of {@code ab}: those of {@code run} with several repeats by default, plus the verdict options. */
public final class AbOptions extends RunOptions {

    @ParametersDelegate
    private VerdictOptions verdict = new VerdictOptions();

    @Parameter(names = "--a", converter = Converters.Folder.class)
    private @Nullable Path a;

    @Parameter(names = "--b", converter = Converters.Folder.class)
    private @Nullable Path b;

    @Parameter(names = "--no-confirm")
    private boolean noConfirm;

    /** The baseline distribution. */
    public Path a() {
        return require("--a", a);
    }

    /** The distribution under test. */
    public Path b() {
        return require("--b", b);
    }

    private static Path require(String option, @Nullable Path distribution) {
        if (distribution == null) {
            throw new UsageException(option + " is missing: ab takes two distributions, --a BASE_DIST --b HEAD_DIST");
        }
        return distribution;
    }

    /** Whether cells that look slower are measured again before the verdict. */
    public boolean confirms() {
        return !noConfirm;
    }

    /** The tolerances and where the verdict is written. */
    public VerdictOptions verdict() {
        return verdict;
    }

    @Override
    protected int defaultRepeats() {
        return TESTED_REPEATS;
    }
}
