package io.mscale.harness.cli;

import com.beust.jcommander.ParametersDelegate;

/** Options of {@code doctor}. */
public final class DoctorOptions extends BackendsOptions {

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    /** What the user wants of the processes that devices are tried in. */
    public WorkerOptions workerOptions() {
        return workerOptions;
    }
}
