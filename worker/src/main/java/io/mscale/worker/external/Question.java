package io.mscale.worker.external;

import io.mscale.api.Device;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the host asks of a program, one JSON line each. */
sealed interface Question {

    /** The name of the question. */
    String ask();

    /** Its fields, by their names in the protocol; paths as strings, a {@link Problem} as it is. */
    Map<String, Object> fields();

    /** Can the device be used, and with what library? */
    record Probe(Device device, int threads) implements Question {
        @Override
        public String ask() {
            return "probe";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("device", device.toString(), "threads", threads);
        }
    }

    /** A model of this number for a problem. */
    record Create(int model, Problem problem) implements Question {
        @Override
        public String ask() {
            return "create";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model, "problem", problem);
        }
    }

    /** The training data; {@code batchSize} is there if steps see fewer samples than all. */
    record Bind(int model, Path x, Path y, OptionalInt batchSize) implements Question {
        @Override
        public String ask() {
            return "bind";
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = ordered("model", model, "x", x.toString(), "y", y.toString());
            batchSize.ifPresent(size -> fields.put("batchSize", size));
            return fields;
        }
    }

    /** All parameters; the optimiser starts afresh. */
    record SetParameters(int model, Path parameters) implements Question {
        @Override
        public String ask() {
            return "setParameters";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model, "parameters", parameters.toString());
        }
    }

    /** Steps to take; {@code batches} [steps x batchSize] are the samples of each if it does not see all. */
    record Train(int model, int steps, Optional<Path> batches) implements Question {
        @Override
        public String ask() {
            return "train";
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = ordered("model", model, "steps", steps);
            batches.ifPresent(path -> fields.put("batches", path.toString()));
            return fields;
        }
    }

    /** The network at the points x, to be written to y. */
    record Predict(int model, Path x, Path y) implements Question {
        @Override
        public String ask() {
            return "predict";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model, "x", x.toString(), "y", y.toString());
        }
    }

    /** The parameters, to be written to a file. */
    record Parameters(int model, Path parameters) implements Question {
        @Override
        public String ask() {
            return "parameters";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model, "parameters", parameters.toString());
        }
    }

    /** The most memory that the model has held on its device. */
    record PeakDeviceBytes(int model) implements Question {
        @Override
        public String ask() {
            return "peakDeviceBytes";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model);
        }
    }

    /** Frees a model. */
    record Close(int model) implements Question {
        @Override
        public String ask() {
            return "close";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("model", model);
        }
    }

    /** Fields in the order in which a reader wants to see them. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
