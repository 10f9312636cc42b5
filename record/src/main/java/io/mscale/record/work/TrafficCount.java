package io.mscale.record.work;

import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Loss;

/**
 * Lower bound on the memory traffic of one optimiser step: each word that must be read from or written to memory,
 * once. Assumes a cache that is empty before the step and large enough during it, so gradients and activations, which
 * are created and consumed within the step, cost nothing; a real step moves more. Traffic can be lower only where
 * data stays in a cache between steps, as the whole state of a small network does.
 *
 * @param state words of the network's state: its trained parameters and Adam's two moments of each
 * @param frozen words of read-only parameters
 * @param perSample words of a sample: its inputs and targets
 */
public record TrafficCount(long state, long frozen, int perSample) {

    /** A parameter and its two moments. */
    private static final int STATE_PER_PARAMETER = 3;

    /** Counts a network's words under a loss. */
    public static TrafficCount of(NetworkSpec network, Loss loss) {
        ParameterLayout layout = ParameterLayout.of(network);
        long trained = layout.trainableSize();
        return new TrafficCount(
                STATE_PER_PARAMETER * trained,
                layout.size() - trained,
                network.inputs() + loss.targetColumns(network.inputs(), network.outputs()));
    }

    /** The bytes of one step over {@code samples} samples: the state is read and written, everything else is read. */
    public double bytesPerStep(int samples, Precision precision) {
        return (2.0 * state + frozen + (double) perSample * samples) * precision.bytes();
    }
}
