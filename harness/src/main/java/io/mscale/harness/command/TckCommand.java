package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import io.mscale.api.support.Processors;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.KitRun;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tck}: runs the conformance kit on a backend or a task in a separate JVM, whose output goes straight to the
 * console.
 */
public final class TckCommand extends BackendsCommand {

    @Parameter(names = "--backend")
    private @Nullable String backend;

    @Parameter(names = "--device")
    private @Nullable Device device;

    @Parameter(names = "--threads")
    private @Nullable Integer threads;

    /** Slow but correct backends stay far below it: the longest cases, those on memory, take seconds. */
    @Parameter(names = "--rule-timeout")
    private Duration ruleTimeout = Duration.ofMinutes(5);

    @ParametersDelegate
    private final TaskOptions taskOptions = new TaskOptions();

    @ParametersDelegate
    private final WorkerOptions workerOptions = new WorkerOptions();

    @Override
    protected Optional<TaskOptions> ofTasks() {
        return Optional.of(taskOptions);
    }

    @Override
    public ExitCode execute(Console console) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        List<String> named = taskOptions.tasks();
        String id = backend;
        if (named.size() > 1 || (id == null) == named.isEmpty()) {
            throw new UsageException("tck tests one backend or one task: tck --backend ID or tck --task ID; there are: "
                    + ids(distribution));
        }
        WorkerConditions conditions = WorkerConditions.of(workerOptions, console.err());
        Trials trials = new Trials(distribution, conditions.settings());
        return id == null
                ? testTask(console, distribution, trials, named.get(0))
                : testBackend(console, distribution, trials, id);
    }

    private String ids(Distribution distribution) throws IOException {
        return "backends "
                + String.join(
                        ", ",
                        backends(distribution).usable().stream()
                                .map(FoundBackend::id)
                                .toList())
                + "; tasks "
                + String.join(
                        ", ",
                        tasks(distribution).usable().stream()
                                .map(FittingTask::id)
                                .toList());
    }

    private ExitCode testBackend(Console console, Distribution distribution, Trials trials, String id)
            throws IOException {
        Backends backends = backends(distribution);
        FoundBackend found = UsageException.naming("--backend", () -> backends.require(id));
        Optional<String> ofTask = taskOptions.choices().keySet().stream().findFirst();
        if (ofTask.isPresent()) {
            throw new UsageException(
                    taskOptions.words(ofTask.get()) + ": only a task has such an option; tck --task ID");
        }
        Device on = Optional.ofNullable(device).orElse(Device.CPU);
        found.requireDevice(on);
        int many = Optional.ofNullable(threads)
                .orElseGet(() -> Processors.ofThisProcess().threads());
        WorkerSettings settings = found.workerSettings(on, many, trials.users());
        trials.checkStart();
        trials.checkStart(List.of(settings));
        return run(console, JavaCommand.tck(distribution, found, on, many, settings), id + " on " + on);
    }

    private ExitCode testTask(Console console, Distribution distribution, Trials trials, String id) throws IOException {
        if (device != null || threads != null) {
            throw new UsageException(
                    (device != null ? "--device" : "--threads") + ": a task has none; it is for --backend");
        }
        Tasks tasks = tasks(distribution);
        UsageException.naming("--task", () -> tasks.require(id));
        trials.checkStart();
        JavaCommand command = JavaCommand.taskTck(distribution, id, tasks.jars(id), trials.users());
        taskOptions.choices().forEach((name, value) -> command.choosing(taskOptions.words(name), name, value));
        return run(console, command, "task " + id);
    }

    private Tasks tasks(Distribution distribution) throws IOException {
        return Tasks.discover(distribution, taskOptions.tasksDir());
    }

    private ExitCode run(Console console, JavaCommand command, String what) throws IOException {
        try (KitRun kit = KitRun.start(console, command, what, ruleTimeout)) {
            return kit.await();
        }
    }
}
