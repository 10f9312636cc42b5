package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.task.FittingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Finds backends and tasks on the worker's class path. */
public final class Providers {

    private Providers() {}

    /**
     * The backend with that id.
     *
     * @throws IllegalStateException if there is none, or it was compiled against another version of the API
     */
    public static MscaleBackend backend(String id) {
        MscaleBackend backend = find(MscaleBackend.class, MscaleBackend::id, "backend", id);
        if (backend.apiVersion() != MscaleBackend.API_VERSION) {
            throw new IllegalStateException("backend '" + id + "' was built for version " + backend.apiVersion()
                    + " of the API; this harness has version " + MscaleBackend.API_VERSION);
        }
        return backend;
    }

    /**
     * The task with that id.
     *
     * @throws IllegalStateException if there is none
     */
    public static FittingTask task(String id) {
        return find(FittingTask.class, FittingTask::id, "task", id);
    }

    private static <T> T find(Class<T> service, Function<T, String> idOf, String what, String id) {
        List<String> found = new ArrayList<>();
        for (T provider : ServiceLoader.load(service)) {
            if (idOf.apply(provider).equals(id)) {
                return provider;
            }
            found.add(idOf.apply(provider));
        }
        throw new IllegalStateException("no " + what + " '" + id + "' on the class path; found: " + found);
    }
}
