package io.mscale.worker.external;

import io.mscale.api.Device;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** What the host asks of a program. A question's name is that of its type, its fields are the components; see {@link Messages}. */
sealed interface Question {

    /** Can the device be used, and with what library? */
    record Probe(Device device, int threads) implements Question {}

    /** A model of this number for a problem. */
    record Create(int model, Problem problem) implements Question {}

    /** The training data; {@code batchSize} is there if steps see fewer samples than all. */
    record Bind(int model, Path x, Path y, OptionalInt batchSize) implements Question {}

    /** All parameters; the optimiser starts afresh. */
    record SetParameters(int model, Path parameters) implements Question {}

    /** Steps to take; {@code batches} [steps x batchSize] are the samples of each if it does not see all. */
    record Train(int model, int steps, Optional<Path> batches) implements Question {}

    /** The network at the points x, to be written to y. */
    record Predict(int model, Path x, Path y) implements Question {}

    /** The parameters, to be written to a file. */
    record Parameters(int model, Path parameters) implements Question {}

    /** The most memory that the model has held on its device. */
    record PeakDeviceBytes(int model) implements Question {}

    /** Frees a model. */
    record Close(int model) implements Question {}

    /** The name in the protocol, as in {@code setParameters}. */
    default String ask() {
        String type = getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }
}
