package io.mscale.harness.fork;

import io.mscale.api.Device;
import io.mscale.harness.discovery.BackendFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a worker meets of third parties and of us alike: a backend, and the task it is to learn.
 *
 * @param backend the backend's folder
 * @param taskJars the jars of the task; empty if it comes with the program
 */
public record Plugins(BackendFolder backend, List<Path> taskJars) {

    public Plugins {
        taskJars = List.copyOf(taskJars);
    }

    /** A backend, and tasks of the program. */
    public static Plugins of(BackendFolder backend) {
        return new Plugins(backend, List.of());
    }

    /** All jars for a device, the backend's first. */
    List<Path> jars(Device.Kind device) throws IOException {
        return Stream.concat(backend.jars(device).stream(), taskJars.stream()).toList();
    }
}
