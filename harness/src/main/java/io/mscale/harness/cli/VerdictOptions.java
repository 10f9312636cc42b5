package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.results.gate.Tolerance;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of every command that gives a verdict on a run. */
@Parameters(separators = "=")
public final class VerdictOptions {

    @Parameter(names = "--threshold")
    private double threshold = Tolerance.DEFAULT.step();

    @Parameter(names = "--mse-threshold")
    private double mseThreshold = Tolerance.DEFAULT.testMse();

    @Parameter(names = "--junit")
    private @Nullable Path junit;

    /** The slowdown and loss of accuracy that are still accepted. */
    public Tolerance tolerance() {
        return new Tolerance(threshold, mseThreshold);
    }

    /** The file for the verdict as JUnit XML. */
    public Optional<Path> junit() {
        return Optional.ofNullable(junit);
    }
}
