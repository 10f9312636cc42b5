package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.record.network.NetworkForm;

/**
 * Specification of a model with everything derived from it spelled out, so that a program needs no rules of its own.
 *
 * @param threads number of CPU threads that may be kept busy
 * @param precision the format to store and compute in
 */
record Problem(Device device, int threads, Precision precision, NetworkForm network, Loss loss, Adam adam) {

    /** Derives the problem from a model's specification. */
    static Problem of(ModelSpec spec, Device device) {
        return new Problem(
                device,
                spec.threads(),
                spec.precision(),
                NetworkForm.of(spec.network()),
                spec.training().loss(),
                spec.training().adam());
    }
}
