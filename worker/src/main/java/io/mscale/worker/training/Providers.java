package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellSpec;
import io.mscale.worker.external.ExternalBackend;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Finds backends and tasks on the worker's class path, and the external backend if one is configured for this JVM.
 */
public final class Providers {

    private Providers() {}

    /**
     * The backend with that id.
     *
     * @throws IllegalStateException if there is none, or it was built for an unsupported version of the API
     */
    public static MscaleBackend backend(String id) {
        MscaleBackend backend = find(MscaleBackend.class, MscaleBackend::id, "backend", id);
        MscaleBackend.versionObstacle(backend.apiVersion()).ifPresent(obstacle -> {
            throw new IllegalStateException("backend '" + id + "': " + obstacle);
        });
        return backend;
    }

    /**
     * A cell's task, created from its specification.
     *
     * @throws IllegalStateException if there is none with that id, or a file it was made from has changed
     * @throws IllegalArgumentException if the task no longer accepts its options
     */
    public static FittingTask task(CellSpec cell) {
        cell.taskSettings().problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        return find(FittingTask.class, FittingTask::id, "task", cell.task())
                .configured(cell.taskSettings().options())
                .withSeed(cell.seed())
                .withTestSize(cell.training().testSize());
    }

    private static <T> T find(Class<T> service, Function<T, String> idOf, String what, String id) {
        List<String> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<T>> providers =
                ServiceLoader.load(service).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<T> candidate = providers.next();
                if (candidate.type() == ExternalBackend.class && !ExternalBackend.isNamed()) {
                    continue;
                }
                T provider = candidate.get();
                if (idOf.apply(provider).equals(id)) {
                    return provider;
                }
                found.add(idOf.apply(provider));
            } catch (ServiceConfigurationError e) {
                // A broken provider must not hide the others.
                found.add("a broken one (" + e.getMessage() + ")");
            }
        }
        throw new IllegalStateException("no " + what + " '" + id + "' on the class path; found: " + found);
    }
}
