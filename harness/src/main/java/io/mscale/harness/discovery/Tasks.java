package io.mscale.harness.discovery;

import io.mscale.api.option.Names;
import io.mscale.api.task.FittingTask;
import java.util.List;
import java.util.ServiceLoader;

/** The tasks on the class path. */
public final class Tasks {

    private Tasks() {}

    /** All of them. */
    public static List<FittingTask> all() {
        return ServiceLoader.load(FittingTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FittingTask require(String id) {
        List<FittingTask> tasks = all();
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "task", id, tasks.stream().map(FittingTask::id).toList()));
    }
}
