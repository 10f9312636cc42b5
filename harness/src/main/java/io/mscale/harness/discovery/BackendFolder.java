package io.mscale.harness.discovery;

import io.mscale.api.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with one backend: its jars, and in {@code cpu/} and {@code gpu/} those that only one kind of device needs.
 *
 * @param path the folder
 */
public record BackendFolder(Path path) {

    /** The folder's name, which should be the backend's id. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** The jars that every device needs; the provider is in one of them. */
    public List<Path> jars() throws IOException {
        return Distribution.jars(path);
    }

    /** The jars that a device needs. */
    public List<Path> jars(Device.Kind kind) throws IOException {
        List<Path> jars = new ArrayList<>(jars());
        jars.addAll(Distribution.jars(path.resolve(kind.id())));
        return jars;
    }
}
