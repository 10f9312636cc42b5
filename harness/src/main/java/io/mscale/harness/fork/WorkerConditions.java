package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.cli.WorkerOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all workers of a command are started with, beside what their backend asks for.
 *
 * @param settings what this machine makes necessary, then what the user asks for
 * @param clearedVariables the variables of the shell that workers do not inherit, by name
 */
public record WorkerConditions(WorkerSettings settings, List<String> clearedVariables) {

    public WorkerConditions {
        clearedVariables = List.copyOf(clearedVariables);
    }

    /**
     * The conditions in this process's environment.
     *
     * @param notes where the user is told, a line each, what is not as the shell would have it
     */
    public static WorkerConditions of(WorkerOptions options, PrintStream notes) {
        return of(options, System.getenv(), NativeHome.choose(), notes);
    }

    static WorkerConditions of(
            WorkerOptions options, Map<String, String> shell, Optional<NativeHome> home, PrintStream notes) {
        WorkerSettings users = options.settings(shell);
        List<String> cleared = ShellVariables.cleared(shell.keySet()).stream()
                .filter(name -> !users.environment().containsKey(name))
                .toList();
        if (!cleared.isEmpty()) {
            notes.println("note: workers do not inherit " + String.join(", ", cleared) + "; "
                    + WorkerOptions.ENVIRONMENT + " NAME lets a variable through");
        }
        home.ifPresent(found -> notes.println("note: " + found.note()));
        WorkerSettings machines = home.map(NativeHome::settings).orElse(WorkerSettings.NONE);
        return new WorkerConditions(machines.with(users), cleared);
    }

    /** The settings of a backend's worker. */
    public WorkerSettings settings(MscaleBackend backend, Device device, int threads) {
        return backend.workerSettings(device, threads).with(settings);
    }
}
