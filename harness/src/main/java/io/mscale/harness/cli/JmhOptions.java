package io.mscale.harness.cli;

import io.mscale.record.cell.TimingMode;

/** Options of {@code jmh}: those of {@code run}, with the timing fixed to JMH. */
public final class JmhOptions extends RunOptions {

    @Override
    public TimingMode timing() {
        return TimingMode.JMH;
    }
}
