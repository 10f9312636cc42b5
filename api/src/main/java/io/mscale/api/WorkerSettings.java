package io.mscale.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backend needs of the JVM it trains in; recorded with the result.
 *
 * @param jvmOptions options of the {@code java} command, which follow the harness's own
 * @param environment environment variables set before the JVM starts, such as OMP_NUM_THREADS
 */
public record WorkerSettings(List<String> jvmOptions, Map<String, String> environment) {

    /** Nothing special. */
    public static final WorkerSettings NONE = new WorkerSettings(List.of(), Map.of());

    public WorkerSettings {
        jvmOptions = List.copyOf(jvmOptions);
        // In the order of the names, so that a record reads the same every time it is written.
        environment = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(environment)));
    }

    /**
     * The collector of workers that name no other: it has no threads that could disturb the measurement, and training makes
     * next to no garbage.
     */
    private static final String DEFAULT_COLLECTOR = "-XX:+UseSerialGC";

    /** These settings as a worker is started with them: with the default garbage collector if they name none. */
    public WorkerSettings withCollector() {
        return choosesCollector() ? this : new WorkerSettings(List.of(DEFAULT_COLLECTOR), Map.of()).with(this);
    }

    /** Java refuses to start with two. */
    private boolean choosesCollector() {
        return jvmOptions.stream().anyMatch(WorkerSettings::isCollector);
    }

    /**
     * These settings overridden by others: their options follow, and Java lets the last one count; their variables and their
     * garbage collector, if they name one, replace ours.
     */
    public WorkerSettings with(WorkerSettings others) {
        List<String> options = new ArrayList<>(jvmOptions);
        if (others.choosesCollector()) {
            options.removeIf(WorkerSettings::isCollector);
        }
        options.addAll(others.jvmOptions);
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putAll(others.environment);
        return new WorkerSettings(options, variables);
    }

    private static boolean isCollector(String option) {
        return option.matches("-XX:\\+Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC");
    }
}
