package io.mscale.harness.plan;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.KeepOptions;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.ExitGuard;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A task configured by the user's options, with its files read, and the options and files that configured it. */
public record ChosenTask(FittingTask task, TaskSettings settings) {

    private static final String DEFAULT = "fit1d";

    /** The tasks the user chose. Without {@code --task}, the task is inferred from its options. */
    public static List<ChosenTask> of(TaskOptions options, Tasks tasks) {
        return of(options, tasks, DEFAULT);
    }

    /** The same where {@code otherwise} is the task of a user who chose nothing. */
    public static List<ChosenTask> of(TaskOptions options, Tasks tasks, String otherwise) {
        Map<String, String> choices = options.choices();
        List<FittingTask> named = new ArrayList<>();
        for (String id : ids(options, tasks, otherwise)) {
            named.add(UsageException.naming("--task", () -> tasks.require(id)));
        }
        for (String name : choices.keySet()) {
            if (named.stream().noneMatch(task -> has(task, name))) {
                throw new UsageException(
                        options.words(name) + ": no such option of " + words(named) + owners(tasks, name));
            }
        }
        List<ChosenTask> chosen = new ArrayList<>();
        for (FittingTask task : named) {
            chosen.add(configured(task, choices, options::words));
        }
        return List.copyOf(chosen);
    }

    /** The task that a cell was trained on. */
    static ChosenTask of(CellSpec cell, Tasks tasks) {
        FittingTask found = UsageException.naming(KeepOptions.FROM, () -> tasks.require(cell.task()));
        cell.taskSettings().problem().ifPresent(problem -> {
            throw new UsageException(KeepOptions.FROM + ": " + problem);
        });
        return configured(
                found, cell.taskSettings().options(), name -> KeepOptions.FROM + ": the cell's task option " + name);
    }

    /** This task with some of its options chosen otherwise. */
    ChosenTask with(Map<String, String> choices) {
        if (choices.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(settings.options());
        all.putAll(choices);
        return configured(task, all, name -> "task option " + name);
    }

    /** The settings with the units of the task's data under a seed, where so many samples are tested with. */
    TaskSettings settingsOf(long seed, int testSize) {
        return new TaskSettings(
                settings.options(),
                settings.files(),
                task.withSeed(seed).withTestSize(testSize).units().orElse(null));
    }

    private static List<String> ids(TaskOptions options, Tasks tasks, String otherwise) {
        if (!options.tasks().isEmpty()) {
            return options.tasks();
        }
        Map<String, String> choices = options.choices();
        if (choices.isEmpty()) {
            return List.of(otherwise);
        }
        List<FittingTask> meant = tasks.usable().stream()
                .filter(task -> choices.keySet().stream().allMatch(name -> has(task, name)))
                .toList();
        if (meant.size() != 1) {
            String given = choices.keySet().stream().map(options::words).collect(Collectors.joining(", "));
            throw new UsageException(given + ": "
                    + (meant.isEmpty()
                            ? "no task has " + (choices.size() > 1 ? "all these options" : "such an option")
                                    + "; 'list tasks' names them"
                            : "options of " + words(meant) + "; name one with --task"));
        }
        return List.of(meant.get(0).id());
    }

    /** Runs code of the task that nothing has run before. */
    @SuppressWarnings("try") // the guard only has to be held
    private static ChosenTask configured(FittingTask task, Map<String, String> choices, UnaryOperator<String> words) {
        Map<String, String> own = new LinkedHashMap<>();
        choices.forEach((name, value) -> {
            if (has(task, name)) {
                own.put(name, value);
            }
        });
        try (ExitGuard guard = new ExitGuard("task '" + task.id() + "'")) {
            FittingTask configured = TaskCheck.ask("configured", () -> task.configured(own));
            TaskCheck.check(task, configured);
            own.putAll(configured.choices());
            return new ChosenTask(
                    configured,
                    new TaskSettings(own, files(configured), configured.units().orElse(null)));
        } catch (WrongChoiceException e) {
            throw new UsageException(words.apply(e.option()) + ": " + e.problem());
        } catch (IllegalArgumentException e) {
            UsageException named =
                    new UsageException("--task: task '" + task.id() + "' cannot be used: " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** The task has read them, but they can be gone since. */
    private static List<DataFile> files(FittingTask task) {
        List<DataFile> files = new ArrayList<>();
        for (Path file : task.files()) {
            try {
                files.add(DataFile.of(file));
            } catch (IOException e) {
                UsageException named = new UsageException("task '" + task.id() + "': '" + file + "' cannot be read: "
                        + (Files.exists(file) ? AtomicFile.reason(e) : "there is no such file"));
                named.initCause(e);
                throw named;
            }
        }
        return files;
    }

    private static boolean has(FittingTask task, String option) {
        return task.options().stream().map(TaskOption::name).anyMatch(option::equals);
    }

    private static String owners(Tasks tasks, String option) {
        List<FittingTask> owners =
                tasks.usable().stream().filter(task -> has(task, option)).toList();
        return owners.isEmpty() ? "" : "; it is an option of " + words(owners);
    }

    private static String words(List<FittingTask> tasks) {
        return (tasks.size() == 1 ? "task " : "tasks ")
                + tasks.stream().map(task -> "'" + task.id() + "'").collect(Collectors.joining(", "));
    }
}
