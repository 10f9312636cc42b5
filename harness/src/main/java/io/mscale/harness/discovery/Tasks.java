package io.mscale.harness.discovery;

import io.mscale.api.option.Names;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.TaskOption;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built-in tasks and those of the jars in the distribution's {@code tasks} folder and in the user's folder,
 * including broken ones.
 */
public final class Tasks {

    /**
     * A task, or the reason why it cannot be used.
     *
     * @param id the task's id, or the jar's name if there is no task
     * @param jar the third-party jar that contains it; null if it is built in
     * @param task the task; null if it is broken
     * @param problem what is wrong with it; null if nothing is
     */
    public record Found(
            String id,
            @Nullable Path jar,
            @Nullable FittingTask task,
            @Nullable String problem) {}

    private final List<Found> found = new ArrayList<>();

    private Tasks() {
        addProviders(ServiceLoader.load(FittingTask.class), "tasks", null);
    }

    /** The built-in tasks. */
    public static Tasks ofThisProgram() {
        return new Tasks();
    }

    /** Finds the built-in tasks, the distribution's and those of the user's folder. */
    public static Tasks discover(Distribution distribution, Optional<Path> extra) throws IOException {
        List<Path> jars = new ArrayList<>(Distribution.jars(distribution.tasks()));
        if (extra.isPresent()) {
            new UserFolder("--tasks-dir", extra.get()).requireJars();
            boolean isTheSame =
                    Files.exists(distribution.tasks()) && Files.isSameFile(distribution.tasks(), extra.get());
            jars.addAll(isTheSame ? List.of() : Distribution.jars(extra.get()));
        }
        Tasks tasks = new Tasks();
        jars.forEach(tasks::addJar);
        return tasks;
    }

    /** All tasks: built-in ones first, then jar by jar. */
    public List<Found> all() {
        return List.copyOf(found);
    }

    /** The tasks that are not broken. */
    public List<FittingTask> usable() {
        return found.stream()
                .flatMap(candidate -> Stream.ofNullable(candidate.task()))
                .toList();
    }

    /**
     * Looks up a task.
     *
     * @throws IllegalArgumentException if there is none
     * @throws UsageException if it is broken
     */
    public FittingTask require(String id) {
        Found candidate = find(id);
        FittingTask task = candidate.task();
        if (task == null) {
            throw new UsageException("task '" + id + "' cannot be used: " + candidate.problem());
        }
        return task;
    }

    /** The jars a worker needs for a usable task in addition to its own; none for a built-in task. */
    public List<Path> jars(String id) {
        require(id);
        return Stream.ofNullable(find(id).jar()).toList();
    }

    private Found find(String id) {
        return found.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "task", id, usable().stream().map(FittingTask::id).toList()));
    }

    /** A broken plug-in is reported and must not hide the others. */
    @SuppressWarnings("try") // the guard only has to be held
    private void addJar(Path jar) {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
        try (ExitGuard guard = new ExitGuard(jar.toString())) {
            int before = found.size();
            PluginJars.requireReadable(List.of(jar));
            addProviders(ServiceLoader.load(FittingTask.class, PluginJars.classLoader(List.of(jar))), name, jar);
            if (found.size() == before) {
                throw new IOException("it names no task; META-INF/services/" + FittingTask.class.getName()
                        + " in it must name its class");
            }
        } catch (IOException | RuntimeException | Error e) {
            found.add(broken(name, jar, e));
        }
    }

    private static Found broken(String name, @Nullable Path jar, Throwable problem) {
        return new Found(name, jar, null, PluginJars.describe(problem, "pack it into " + jar));
    }

    private void addProviders(ServiceLoader<FittingTask> providers, String name, @Nullable Path jar) {
        Iterator<FittingTask> iterator = providers.iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                FittingTask task = iterator.next();
                check(task);
                found.add(new Found(task.id(), jar, task, null));
            } catch (RuntimeException | Error e) {
                found.add(broken(name, jar, e));
            }
        }
    }

    /** Calls what a broken task may fail at, so that a failure affects only this task. */
    private void check(FittingTask task) {
        String id = task.id();
        PluginJars.requireId(id);
        if (usable().stream().anyMatch(other -> other.id().equals(id))) {
            throw new IllegalArgumentException("its id '" + id + "' is that of another task");
        }
        Objects.requireNonNull(task.description(), "its description is null");
        List<TaskOption> options = Objects.requireNonNull(task.options(), "its options are null");
        Set<String> names = new HashSet<>();
        for (TaskOption option : options) {
            Objects.requireNonNull(option, "one of its options is null");
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("two of its options are named '" + option.name() + "'");
            }
        }
    }
}
