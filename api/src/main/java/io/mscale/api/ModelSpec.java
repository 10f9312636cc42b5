package io.mscale.api;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.TrainingSpec;

/**
 * All that a backend needs to know to build a model.
 *
 * @param network the network
 * @param training how it is trained
 * @param precision the format to store and compute in
 * @param threads the number of CPU threads the model may keep busy, at least 1
 */
public record ModelSpec(NetworkSpec network, TrainingSpec training, Precision precision, int threads) {

    /**
     * @throws IllegalArgumentException if there is no thread, or the loss is for networks of one output and this has more
     */
    public ModelSpec {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        if (training.loss().isScalar() && network.outputs() != 1) {
            throw new IllegalArgumentException(
                    "loss '" + training.loss().id() + "' is for one output, not " + network.outputs());
        }
    }
}
