package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.network.Baselines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of the baseline variants; those that are not given are the task's. */
@Parameters(separators = "=")
final class BaselineOptions {

    @Parameter(names = "--sigma")
    private @Nullable Double sigma;

    @Parameter(names = "--sigmas", listConverter = OptionReaders.Positives.class)
    private @Nullable List<Double> sigmas;

    @Parameter(names = "--octaves")
    private @Nullable Integer octaves;

    @Parameter(names = "--omega")
    private @Nullable Double omega;

    Baselines applied(Baselines ofTask) {
        return new Baselines(
                sigma == null ? ofTask.sigma() : sigma,
                sigmas == null ? ofTask.sigmas() : sigmas,
                octaves == null ? ofTask.octaves() : octaves,
                omega == null ? ofTask.omega() : omega);
    }
}
