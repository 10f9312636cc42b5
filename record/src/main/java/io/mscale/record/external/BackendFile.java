package io.mscale.record.external;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.Structure;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contents of {@code backend.json}: describes a backend that is not a jar but a program in any language, an external
 * worker.
 *
 * @param schema {@link #SCHEMA}
 * @param protocol the version of the worker protocol the program speaks
 * @param id the name users type
 * @param description one line for {@code list backends}
 * @param command the program and its first arguments; a first word that names a file in the backend's folder means
 *     that file, any other is resolved by the operating system
 * @param install how to install the program's requirements, as text a user can type; null if nothing is needed
 * @param environment environment variables of the program; {@code {threads}} in a value stands for the number of CPU
 *     threads that may be kept busy
 * @param capabilities what it can train
 */
public record BackendFile(
        String schema,
        int protocol,
        String id,
        String description,
        List<String> command,
        @Nullable String install,
        Map<String, String> environment,
        Declared capabilities) {

    /** Format version of {@code backend.json}. */
    public static final String SCHEMA = "mscale-backend/1";

    /** The version of the worker protocol spoken here. */
    public static final int PROTOCOL = 2;

    /** The file's name in a backend's folder. */
    public static final String NAME = "backend.json";

    private static final String THREADS = "{threads}";

    @SuppressWarnings("NullAway") // the environment is optional in the file
    public BackendFile {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        command = List.copyOf(Objects.requireNonNull(command, "command"));
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        Objects.requireNonNull(capabilities, "capabilities");
        environment.forEach((name, value) -> {
            if (!name.matches("[^=\\x00]+") || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("'" + name + "' is no environment variable, or its value is none");
            }
        });
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("its command is empty");
        }
    }

    /**
     * What a program can train, by the names users type.
     *
     * @param devices {@code cpu}, {@code gpu}
     * @param precisions {@code float32}, {@code float64}
     * @param structures network structures
     * @param activations activations, in the first layer and elsewhere
     * @param options further network options it supports
     * @param bitReproducible whether the same seed and number of threads always give the same bits
     */
    public record Declared(
            List<String> devices,
            List<String> precisions,
            List<String> structures,
            List<String> activations,
            List<String> options,
            boolean bitReproducible) {

        public Declared {
            devices = List.copyOf(Objects.requireNonNull(devices, "capabilities.devices"));
            precisions = List.copyOf(Objects.requireNonNull(precisions, "capabilities.precisions"));
            structures = List.copyOf(Objects.requireNonNull(structures, "capabilities.structures"));
            activations = List.copyOf(Objects.requireNonNull(activations, "capabilities.activations"));
            options = List.copyOf(Objects.requireNonNull(options, "capabilities.options"));
        }

        /**
         * Converts the names to capabilities.
         *
         * @throws IllegalArgumentException if a name is unknown; the message lists the known ones
         */
        public Capabilities parsed() {
            return new Capabilities(
                    parsed("device", Device.Kind.class, devices),
                    parsed("precision", Precision.class, precisions),
                    parsed("structure", Structure.class, structures),
                    activations.stream().map(ActivationPattern::named).collect(Collectors.toSet()),
                    parsed("option", NetworkOption.class, options),
                    // The worker protocol has no other loss.
                    Set.of(Loss.meanSquaredError()),
                    Set.of(Optimizer.Kind.ADAM),
                    bitReproducible);
        }

        private static <E extends Enum<E> & Named> Set<E> parsed(String what, Class<E> type, List<String> ids) {
            return ids.stream().map(id -> Names.parse(what, type, id)).collect(Collectors.toSet());
        }
    }

    /** JVM options and environment that the program needs. */
    public WorkerSettings workerSettings(int threads) {
        return new WorkerSettings(
                List.of(),
                environment.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, variable -> variable.getValue()
                                .replace(THREADS, Integer.toString(threads)))));
    }

    /** The reason why something is unavailable, followed by the installation advice. */
    public String withAdvice(String reason) {
        return install == null ? reason : reason + "; to install what it needs: " + install;
    }
}
