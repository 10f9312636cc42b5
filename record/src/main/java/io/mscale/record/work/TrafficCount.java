package io.mscale.record.work;

import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;

/**
 * The least memory traffic of one optimiser step: what must reach the processor from outside and what must go back, each
 * word once. It supposes a cache that is empty before the step and large enough during it, so gradients and
 * activations, which are made and used up within the step, count nothing; a real step moves more. Only what stays in a
 * cache from one step to the next can fall below it: a small network's whole state does.
 *
 * @param state words of the network's state: its trained parameters and Adam's two moments of each
 * @param frozen words of parameters that are read only
 * @param perSample words of a sample: its inputs and targets
 */
public record TrafficCount(long state, long frozen, int perSample) {

    /** A parameter and its two moments. */
    private static final int STATE_PER_PARAMETER = 3;

    /** Counts a network's words. */
    public static TrafficCount of(NetworkSpec network) {
        ParameterLayout layout = ParameterLayout.of(network);
        long trained = layout.trainableSize();
        return new TrafficCount(
                STATE_PER_PARAMETER * trained, layout.size() - trained, network.inputs() + network.outputs());
    }

    /** The bytes of one step over {@code samples} samples: the state is read and written, the rest is read. */
    public double bytesPerStep(int samples, Precision precision) {
        return (2.0 * state + frozen + (double) perSample * samples) * precision.bytes();
    }
}
