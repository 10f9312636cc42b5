package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code gate}: those of {@code compare}, and what a verdict takes. */
public final class GateOptions extends CompareOptions {

    @ParametersDelegate
    private VerdictOptions verdict = new VerdictOptions();

    @Parameter(names = "--confirm", converter = Converters.Folder.class)
    private @Nullable Path confirm;

    /** The rule and where the verdict goes. */
    public VerdictOptions verdict() {
        return verdict;
    }

    /** Another run of the head, for a second look. */
    public Optional<Path> confirm() {
        return Optional.ofNullable(confirm);
    }
}
