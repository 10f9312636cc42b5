package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions of the host to a program. A question's name comes from its type, its fields are the components. */
sealed interface Question {

    /** Whether the device can be used, and with which library. */
    record Probe(Device device, int threads) implements Question {}

    /** Creates a model with this number. */
    record Create(int model, Problem problem) implements Question {}

    /** Binds training data; {@code batchSize} is null for full batches. */
    record Bind(int model, Path x, Path y, @Nullable Integer batchSize) implements Question {}

    /** Sets all parameters and resets the optimiser. */
    record SetParameters(int model, Path parameters) implements Question {}

    /** Takes steps; {@code batches} [steps x batchSize] are the sample indices of each step, null for full batches. */
    record Train(int model, int steps, @Nullable Path batches) implements Question {}

    /** Evaluates the network at the points x and writes the result to y. */
    record Predict(int model, Path x, Path y) implements Question {}

    /** Writes the parameters to a file. */
    record Parameters(int model, Path parameters) implements Question {}

    /** Writes both moments of the optimiser to files. */
    record Moments(int model, Path firstMoments, Path secondMoments) implements Question {}

    /** Sets both moments of the optimiser, which has taken this many steps; after {@link SetParameters}. */
    record SetMoments(int model, Path firstMoments, Path secondMoments, long steps) implements Question {}

    /** The peak memory of the model on its device. */
    record PeakDeviceBytes(int model) implements Question {}

    /** Frees a model. */
    record Close(int model) implements Question {}

    /** The name in the protocol, as in {@code setParameters}. */
    default String ask() {
        String type = getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    /** The question as a line of JSON, without terminator and without the fields that are null. */
    default String line(int id) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("ask", ask());
        try {
            for (RecordComponent field : getClass().getRecordComponents()) {
                Object value = field.getAccessor().invoke(this);
                line.put(field.getName(), value instanceof Path ? value.toString() : value);
            }
            return RecordJson.line(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
