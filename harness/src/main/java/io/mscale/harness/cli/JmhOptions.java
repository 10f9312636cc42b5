package io.mscale.harness.cli;

import io.mscale.record.cell.TimingMode;

/** Options of {@code jmh}: those of {@code run}, except that there is nothing to choose about the timing. */
public final class JmhOptions extends RunOptions {

    @Override
    public TimingMode timing() {
        return TimingMode.JMH;
    }
}
