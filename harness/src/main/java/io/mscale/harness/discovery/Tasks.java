package io.mscale.harness.discovery;

import io.mscale.api.option.Names;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The built-in tasks and those of the jars in the distribution's {@code tasks} folder and in the user's folder,
 * including broken ones.
 */
public final class Tasks {

    private final List<FoundTask> found;

    private Tasks(List<FoundTask> found) {
        this.found = List.copyOf(found);
    }

    /** The built-in tasks. */
    public static Tasks ofThisProgram() {
        List<FoundTask> found = new ArrayList<>();
        addProviders(found, ServiceLoader.load(FittingTask.class), "tasks", null);
        return new Tasks(found);
    }

    /**
     * Finds all tasks.
     *
     * @throws UsageException if {@code extra} is not a folder
     */
    public static Tasks discover(Distribution distribution, Optional<Path> extra) throws IOException {
        List<Path> jars = new ArrayList<>(Distribution.jars(distribution.tasks()));
        if (extra.isPresent()) {
            if (!Files.isDirectory(extra.get())) {
                throw new UsageException("--tasks-dir: '" + extra.get() + "' is not a folder");
            }
            jars.addAll(Distribution.jars(extra.get()));
        }
        List<FoundTask> found = new ArrayList<>(ofThisProgram().found);
        jars.forEach(jar -> addJar(found, jar));
        return new Tasks(found);
    }

    /** All tasks: built-in ones first, then jar by jar. */
    public List<FoundTask> all() {
        return found;
    }

    /** The tasks that are not broken. */
    public List<FittingTask> usable() {
        return found.stream()
                .map(FoundTask::task)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /**
     * Looks up a task.
     *
     * @throws IllegalArgumentException if there is none
     * @throws UsageException if it is broken
     */
    public FittingTask require(String id) {
        return find(id).requireTask();
    }

    /**
     * The jars a worker needs for a task in addition to its own; none for a built-in task.
     *
     * @throws IllegalArgumentException if there is no such task
     * @throws UsageException if it is broken
     */
    public List<Path> jars(String id) {
        Path jar = find(id).jar();
        return jar == null ? List.of() : List.of(jar);
    }

    private FoundTask find(String id) {
        FoundTask task = found.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "task", id, usable().stream().map(FittingTask::id).toList()));
        if (task.task() == null) {
            throw new UsageException("task '" + id + "' cannot be used: " + task.problem());
        }
        return task;
    }

    /** A broken plug-in is reported and must not hide the others. */
    private static void addJar(List<FoundTask> found, Path jar) {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
        try {
            int before = found.size();
            PluginJars.requireReadable(List.of(jar));
            addProviders(found, ServiceLoader.load(FittingTask.class, PluginJars.classLoader(List.of(jar))), name, jar);
            if (found.size() == before) {
                found.add(FoundTask.broken(
                        name,
                        jar,
                        "the jar names no provider of " + FittingTask.class.getName() + " in META-INF/services"));
            }
        } catch (IOException | ServiceConfigurationError | RuntimeException | LinkageError e) {
            found.add(FoundTask.broken(name, jar, PluginJars.describe(e)));
        }
    }

    private static void addProviders(
            List<FoundTask> found, ServiceLoader<FittingTask> providers, String name, @Nullable Path jar) {
        Iterator<FittingTask> iterator = providers.iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                found.add(checked(iterator.next(), name, jar, found));
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                found.add(FoundTask.broken(name, jar, PluginJars.describe(e)));
            }
        }
    }

    private static FoundTask checked(FittingTask task, String name, @Nullable Path jar, List<FoundTask> others) {
        String id = task.id();
        if (!id.matches("[a-z0-9][a-z0-9-]*")) {
            return FoundTask.broken(name, jar, "its id '" + id + "' is not lower-case letters, digits and hyphens");
        }
        if (others.stream().anyMatch(other -> other.task() != null && other.id().equals(id))) {
            return FoundTask.broken(name, jar, "there is another task '" + id + "'");
        }
        // Called once here, where a failure affects only this task.
        Objects.requireNonNull(task.description(), "its description is null");
        Objects.requireNonNull(task.options(), "its options are null");
        return FoundTask.usable(task, jar);
    }
}
