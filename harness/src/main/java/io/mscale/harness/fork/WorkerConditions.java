package io.mscale.harness.fork;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.cli.WorkerOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sets all workers of a command apart from a process that is started in the user's shell.
 *
 * @param settings what the user asks for
 * @param clearedVariables the variables of the shell that workers do not inherit, by name
 */
public record WorkerConditions(WorkerSettings settings, List<String> clearedVariables) {

    public WorkerConditions {
        clearedVariables = List.copyOf(clearedVariables);
    }

    /**
     * The conditions in this process's environment.
     *
     * @param notes where a line is printed for each thing that is not as the shell would have it
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
