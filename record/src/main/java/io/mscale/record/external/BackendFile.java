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
import io.mscale.record.json.RecordJson;
import io.mscale.record.mapping.IfAbsent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contents of {@code backend.json}: describes a backend that is not a jar but a program in any language, an external
 * worker. People write the file by hand, so errors are reported in terms of its own fields.
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
        @IfAbsent("{}") Map<String, String> environment,
        Declared capabilities) {

    /** Format version of {@code backend.json}. */
    public static final String SCHEMA = "mscale-backend/1";

    /** The version of the worker protocol spoken here. */
    public static final int PROTOCOL = 2;

    /** The file's name in a backend's folder. */
    public static final String NAME = "backend.json";

    private static final String THREADS = "{threads}";

    /** How people write a component of a type, in words, and whether what was read is that. */
    private record Form(String words, Predicate<Object> fits) {}

    private static final Map<Class<?>, Form> FORMS = Map.of(
            String.class, new Form("text", value -> value instanceof String),
            int.class, new Form("a whole number", value -> value instanceof Integer),
            boolean.class, new Form("true or false", value -> value instanceof Boolean),
            List.class,
                    new Form(
                            "a list of texts, as in [\"a\", \"b\"]",
                            value -> value instanceof List<?> list && areTexts(list)),
            Map.class,
                    new Form(
                            "texts by names, as in {\"a\": \"b\"}",
                            value -> value instanceof Map<?, ?> map && areTexts(map.values())),
            Declared.class, new Form("an object", value -> value instanceof Map));

    public BackendFile {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        environment.forEach((name, value) -> {
            if (!name.matches("[^=\\x00]+") || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("'" + name + "' is no environment variable, or its value is none");
            }
        });
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("its command is empty");
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("its description is empty");
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
     * @param losses what it can minimise; the squared error alone if the file does not say
     * @param bitReproducible whether the same seed and number of threads always give the same bits
     * @param optimizerState whether it answers {@code moments} and takes {@code setMoments}
     */
    public record Declared(
            List<String> devices,
            List<String> precisions,
            List<String> structures,
            List<String> activations,
            List<String> options,
            @IfAbsent("[\"mse\"]") List<String> losses,
            boolean bitReproducible,
            @IfAbsent("false") boolean optimizerState) {

        public Declared {
            devices = List.copyOf(devices);
            precisions = List.copyOf(precisions);
            structures = List.copyOf(structures);
            activations = List.copyOf(activations);
            options = List.copyOf(options);
            losses = List.copyOf(losses);
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
                    losses.stream().map(Loss::named).collect(Collectors.toSet()),
                    Set.of(Optimizer.Kind.ADAM),
                    bitReproducible,
                    optimizerState);
        }

        private static <E extends Enum<E> & Named> Set<E> parsed(String what, Class<E> type, List<String> ids) {
            return ids.stream().map(id -> Names.parse(what, type, id)).collect(Collectors.toSet());
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it is damaged, has another schema, lacks a field, or has a field or a name that is unknown
     */
    public static BackendFile read(Path file) throws IOException {
        String json = RecordJson.read(file, SCHEMA, "description of a backend", text -> {
            RecordJson.object(text);
            return text;
        });
        Map<String, Object> fields = RecordJson.object(json);
        check(file, "", fields, BackendFile.class);
        check(file, "capabilities.", (Map<?, ?>) fields.get("capabilities"), Declared.class);
        try {
            BackendFile read = RecordJson.parse(json, BackendFile.class);
            read.capabilities().parsed();
            return read;
        } catch (IOException | IllegalArgumentException e) {
            // The text is JSON, so a place in it would not help.
            String problem = String.valueOf(e.getMessage()).replaceFirst(", line \\d+ column \\d+$", "");
            throw new IOException(file + ": " + problem);
        }
    }

    /** Compares an object's fields with a record's components. */
    private static void check(Path file, String prefix, @Nullable Map<?, ?> json, Class<? extends Record> type)
            throws IOException {
        Map<String, RecordComponent> fields = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(component.getName(), component);
        }
        Map<?, ?> found = json == null ? Map.of() : json;
        for (Object name : found.keySet()) {
            if (!fields.containsKey(name)) {
                String nearest = Names.nearest(String.valueOf(name), fields.keySet())
                        .map(like -> ". Did you mean '" + like + "'?")
                        .orElse("");
                throw new IOException(file + " has a field '" + prefix + name + "', which there is not; there are "
                        + String.join(", ", fields.keySet()) + nearest);
            }
        }
        for (RecordComponent field : fields.values()) {
            Object value = found.get(field.getName());
            boolean isOptional = field.isAnnotationPresent(IfAbsent.class)
                    || field.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Form form = Objects.requireNonNull(FORMS.get(field.getType()));
            if (value == null && !isOptional) {
                throw new IOException(file + " lacks " + prefix + field.getName() + ", which is " + form.words);
            }
            if (value != null && !form.fits.test(value)) {
                throw new IOException(file + ": " + prefix + field.getName() + " is not " + form.words);
            }
        }
    }

    private static boolean areTexts(Collection<?> values) {
        return values.stream().allMatch(String.class::isInstance);
    }

    /** JVM options and environment that the program needs. */
    public WorkerSettings workerSettings(int threads) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.replaceAll((name, value) -> value.replace(THREADS, Integer.toString(threads)));
        return new WorkerSettings(List.of(), variables);
    }

    /** The reason why something is unavailable, followed by the installation advice. */
    public String withAdvice(String reason) {
        return install == null ? reason : reason + "; to install what it needs: " + install;
    }
}
