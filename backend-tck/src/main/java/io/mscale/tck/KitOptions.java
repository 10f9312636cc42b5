package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import io.mscale.api.support.Processors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@link TckMain}.
 *
 * @param backend the id of the backend to test; empty to test a task
 * @param task the id of the task to test; empty to test a backend
 * @param choices the values of the task's options
 * @param written those options as the user wrote them, for messages
 * @param device the backend's device
 * @param threads the number of CPU threads a model may keep busy
 * @param ruleTimeout the longest that one case of a rule may take; very long unless it is given
 * @param journal the file that tells the starter of this process which rule is running and how the kit ended
 * @param rewritesLines whether the output is a terminal, where the line on progress is rewritten in place
 */
record KitOptions(
        String backend,
        String task,
        Map<String, String> choices,
        Map<String, String> written,
        Device device,
        int threads,
        Duration ruleTimeout,
        Optional<Path> journal,
        boolean rewritesLines) {

    private static final String CHOICE = "--choice";
    private static final String WRITTEN = "--written";
    private static final List<String> OPTIONS = List.of(
            "--backend",
            "--task",
            CHOICE,
            WRITTEN,
            "--device",
            "--threads",
            "--rule-timeout",
            "--journal",
            "--rewrites-lines");

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException with a message for the user if they are wrong
     */
    static KitOptions parse(String... args) {
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, String> choices = new LinkedHashMap<>();
        Map<String, String> written = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!OPTIONS.contains(option)) {
                throw Names.unknown("option", option, OPTIONS);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = args[i + 1];
            if (option.equals(CHOICE) || option.equals(WRITTEN)) {
                int equals = value.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("option " + option + ": '" + value + "' is not NAME=VALUE");
                }
                (option.equals(CHOICE) ? choices : written)
                        .put(value.substring(0, equals), value.substring(equals + 1));
            } else {
                given.put(option, value);
            }
        }
        if (given.containsKey("--backend") == given.containsKey("--task")) {
            throw new IllegalArgumentException("one of the options --backend and --task is required");
        }
        return new KitOptions(
                given.getOrDefault("--backend", ""),
                given.getOrDefault("--task", ""),
                Map.copyOf(choices),
                Map.copyOf(written),
                read(given, "--device", Device.CPU.toString(), Device::parse),
                read(
                        given,
                        "--threads",
                        Integer.toString(Processors.ofThisProcess().threads()),
                        Numbers::positiveInt),
                read(given, "--rule-timeout", Integer.toString(Integer.MAX_VALUE), KitOptions::seconds),
                Optional.ofNullable(given.get("--journal")).map(Path::of),
                Boolean.parseBoolean(given.get("--rewrites-lines")));
    }

    /** An option of the task as the user wrote it. */
    String words(String name) {
        return written.getOrDefault(name, CHOICE + " " + name);
    }

    private interface Reader<T> {
        T read(String text);
    }

    private static <T> T read(Map<String, String> given, String option, String standard, Reader<T> reader) {
        try {
            return reader.read(given.getOrDefault(option, standard));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.max(1, Math.round(1000 * Numbers.positive(text))));
    }
}
