package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.results.compare.Metric;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Rules;
import io.mscale.results.gate.Tolerance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of every command that gives a verdict on a run. */
@Parameters(separators = "=")
public final class VerdictOptions {

    @Parameter(names = "--threshold")
    private double threshold = Tolerance.DEFAULT.of(Metric.STEP);

    @Parameter(names = "--mse-threshold")
    private double mseThreshold = Tolerance.DEFAULT.of(Metric.TEST_MSE);

    /** Noise of a time that hides too much. */
    @Parameter(names = "--max-noise")
    private double maxNoise = Tolerance.STANDARD_MAX_NOISE;

    /** What is judged beside completion. */
    @Parameter(names = "--metrics", listConverter = OptionReaders.Kinds.class)
    private List<Check.Kind> kinds = Check.Kind.STANDARD;

    /** Thresholds and waivers of single cells. */
    @Parameter(names = "--rules")
    private @Nullable Path rules;

    @Parameter(names = "--junit")
    private @Nullable Path junit;

    /** What is judged, and what is still accepted. */
    public Tolerance tolerance() {
        List<Metric> metrics =
                kinds.stream().flatMap(kind -> kind.metric().stream()).toList();
        return Tolerance.of(metrics, maxNoise)
                .with(Metric.STEP, threshold)
                .with(Metric.TEST_MSE, mseThreshold)
                .with(rules());
    }

    /** Whether something is judged that workers count only if they are asked to. */
    public boolean judgesCounts() {
        return kinds.stream().flatMap(kind -> kind.metric().stream()).anyMatch(Metric::isCounted);
    }

    private Rules rules() {
        boolean isThere = rules != null || Files.isRegularFile(RulesFile.STANDARD);
        return isThere ? RulesFile.read(rules == null ? RulesFile.STANDARD : rules) : Rules.NONE;
    }

    /** The file for the verdict as JUnit XML. */
    public Optional<Path> junit() {
        return Optional.ofNullable(junit);
    }
}
