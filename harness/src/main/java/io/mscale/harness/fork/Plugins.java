package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.harness.discovery.BackendFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plug-ins a worker loads: a backend and a task.
 *
 * @param backend the backend's folder
 * @param taskJars the jars of the task; empty if it is built in
 */
public record Plugins(BackendFolder backend, List<Path> taskJars) {

    public Plugins {
        taskJars = List.copyOf(taskJars);
    }

    /** A backend and built-in tasks. */
    public static Plugins of(BackendFolder backend) {
        return new Plugins(backend, List.of());
    }

    /** All jars for a device, the backend's first. */
    List<Path> jars(Device.Kind device) throws IOException {
        return Stream.concat(backend.jars(device).stream(), taskJars.stream()).toList();
    }
}
