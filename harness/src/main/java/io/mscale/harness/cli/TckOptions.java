package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code tck}. */
public final class TckOptions extends BackendsOptions {

    @Parameter(names = "--backend")
    private @Nullable String backend;

    @Parameter(names = "--device", converter = Converters.DeviceName.class)
    private Device device = Device.CPU;

    @Parameter(names = "--threads", converter = Converters.UpToThousand.class)
    private @Nullable Integer threads;

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    /** The backend to test. */
    public Optional<String> backend() {
        return Optional.ofNullable(backend);
    }

    /** The device to test on. */
    public Device device() {
        return device;
    }

    /** The user's settings for the process that runs the tests. */
    public WorkerOptions workerOptions() {
        return workerOptions;
    }

    /** The number of CPU threads the backend may use. */
    public Optional<Integer> threads() {
        return Optional.ofNullable(threads);
    }
}
