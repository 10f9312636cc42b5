package io.mscale.api.network;

import io.mscale.api.Precision;

/**
 * The least memory traffic of one optimiser step: what must reach the processor from outside and what must go back, each
 * word once. It supposes a cache that is empty before the step and large enough during it, so gradients and
 * activations, which are made and used up within the step, count nothing; a real step moves more. Only what stays in a
 * cache from one step to the next can fall below it: a small network's whole state does.
 *
 * @param state words of the network's state: its parameters and Adam's two moments of each
 * @param perSample words of a sample: its inputs and targets
 */
public record TrafficCount(long state, int perSample) {

    /** A parameter and its two moments. */
    private static final int STATE_PER_PARAMETER = 3;

    /** Counts a network's words. */
    public static TrafficCount of(NetworkSpec network) {
        return new TrafficCount(
                (long) STATE_PER_PARAMETER * ParameterLayout.of(network).size(), network.inputs() + network.outputs());
    }

    /** The bytes of one step over {@code samples} samples: the state is read and written, the samples are read. */
    public double bytesPerStep(int samples, Precision precision) {
        return (2.0 * state + (double) perSample * samples) * precision.bytes();
    }
}
