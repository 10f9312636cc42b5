package io.mscale.harness.fork;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.cli.WorkerOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How all workers of a command differ from a process started in the user's shell.
 *
 * @param settings the user's settings for workers
 * @param clearedVariables names of the shell's variables that workers do not inherit
 */
public record WorkerConditions(WorkerSettings settings, List<String> clearedVariables) {

    public WorkerConditions {
        clearedVariables = List.copyOf(clearedVariables);
    }

    /**
     * The conditions in this process's environment. Each difference from the shell is told in a line of {@code notes}.
     */
    public static WorkerConditions of(WorkerOptions options, PrintStream notes) {
        return of(options, System.getenv(), NativeHome.ofThisProcess(), notes);
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
        return new WorkerConditions(users, cleared);
    }
}
