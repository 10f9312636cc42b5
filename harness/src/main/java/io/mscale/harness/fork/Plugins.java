package io.mscale.harness.fork;

import io.mscale.harness.discovery.BackendFolder;
import java.nio.file.Path;
import java.util.List;

/** The plug-ins a worker loads: a backend, and the jars of a task unless it is built in. */
public record Plugins(BackendFolder backend, List<Path> taskJars) {

    public Plugins {
        taskJars = List.copyOf(taskJars);
    }

    /** A backend and built-in tasks. */
    public static Plugins of(BackendFolder backend) {
        return new Plugins(backend, List.of());
    }
}
