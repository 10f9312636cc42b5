package io.mscale.harness.cli;

import com.beust.jcommander.ParametersDelegate;

/** Options of {@code doctor}. */
public final class DoctorOptions extends BackendsOptions {

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    /** The user's settings for the processes in which devices are probed. */
    public WorkerOptions workerOptions() {
        return workerOptions;
    }
}
