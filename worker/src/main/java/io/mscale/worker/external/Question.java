package io.mscale.worker.external;

import io.mscale.api.Device;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Questions of the host to a program. A question's name is derived from its type, its fields are the components; see
 * {@link Messages}.
 */
sealed interface Question {

    /** Whether the device can be used, and with which library. */
    record Probe(Device device, int threads) implements Question {}

    /** Creates a model with this number. */
    record Create(int model, Problem problem) implements Question {}

    /** Binds training data; {@code batchSize} is empty for full batches. */
    record Bind(int model, Path x, Path y, OptionalInt batchSize) implements Question {}

    /** Sets all parameters and resets the optimiser. */
    record SetParameters(int model, Path parameters) implements Question {}

    /**
     * Takes steps; {@code batches} [steps x batchSize] are the sample indices of each step, empty for full batches.
     */
    record Train(int model, int steps, Optional<Path> batches) implements Question {}

    /** Evaluates the network at the points x and writes the result to y. */
    record Predict(int model, Path x, Path y) implements Question {}

    /** Writes the parameters to a file. */
    record Parameters(int model, Path parameters) implements Question {}

    /** The peak memory of the model on its device. */
    record PeakDeviceBytes(int model) implements Question {}

    /** Frees a model. */
    record Close(int model) implements Question {}

    /** The name in the protocol, as in {@code setParameters}. */
    default String ask() {
        String type = getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }
}
