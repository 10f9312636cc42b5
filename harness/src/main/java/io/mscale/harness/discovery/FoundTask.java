package io.mscale.harness.discovery;

import io.mscale.api.task.FittingTask;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A task, or the reason why it cannot be used.
 *
 * @param id the task's id, or the jar's name if there is no task
 * @param jar the third-party jar that contains it; null if it is built in
 * @param task the task; null if it is broken
 * @param problem what is wrong with it; null if nothing is
 */
public record FoundTask(
        String id,
        @Nullable Path jar,
        @Nullable FittingTask task,
        @Nullable String problem) {

    /**
     * The task, known to be usable.
     *
     * @throws IllegalStateException if it is broken
     */
    public FittingTask requireTask() {
        if (task == null) {
            throw new IllegalStateException("task '" + id + "' is broken: " + problem);
        }
        return task;
    }

    static FoundTask usable(FittingTask task, @Nullable Path jar) {
        return new FoundTask(task.id(), jar, task, null);
    }

    static FoundTask broken(String name, @Nullable Path jar, String problem) {
        return new FoundTask(name, jar, null, problem);
    }
}
