package io.mscale.harness.cli;

/** Options of {@code jmh}: those of {@code run}, except that there is nothing to choose about the timing. */
public final class JmhOptions extends RunOptions {

    @Override
    public String timing() {
        return JMH;
    }
}
