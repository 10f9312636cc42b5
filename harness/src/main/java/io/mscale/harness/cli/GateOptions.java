package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code gate}: those of {@code compare}, plus the verdict options. */
public final class GateOptions extends CompareOptions {

    @ParametersDelegate
    private VerdictOptions verdict = new VerdictOptions();

    @Parameter(names = "--confirm", converter = Converters.Folder.class)
    private @Nullable Path confirm;

    /** The tolerances and where the verdict is written. */
    public VerdictOptions verdict() {
        return verdict;
    }

    /** Another run of the head, used to confirm a suspected regression. */
    public Optional<Path> confirm() {
        return Optional.ofNullable(confirm);
    }
}
