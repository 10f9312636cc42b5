package io.mscale.harness.discovery;

import io.mscale.api.Device;
import io.mscale.record.external.BackendFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with one backend: its jars, and in {@code cpu/} and {@code gpu/} those that only one kind of device needs; or a
 * {@code backend.json} and whatever program it names.
 *
 * @param path the folder
 */
public record BackendFolder(Path path) {

    /** The folder's name, which should be the backend's id. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** What describes an external worker; there is no such file beside jars. */
    Path file() {
        return path.resolve(BackendFile.NAME);
    }

    /** Whether the backend is an external worker. */
    public boolean isExternal() {
        return Files.isRegularFile(file());
    }

    /** The jars that every device needs; the provider is in one of them. */
    public List<Path> jars() throws IOException {
        return Distribution.jars(path);
    }

    /** The jars that a worker needs for a device; none if the backend is an external worker, whatever lies in its folder. */
    public List<Path> jars(Device.Kind kind) throws IOException {
        if (isExternal()) {
            return List.of();
        }
        List<Path> jars = new ArrayList<>(jars());
        jars.addAll(Distribution.jars(path.resolve(kind.id())));
        return jars;
    }
}
