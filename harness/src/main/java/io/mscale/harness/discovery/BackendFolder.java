package io.mscale.harness.discovery;

import io.mscale.api.Device;
import io.mscale.record.external.BackendFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with one backend: either its jars, with those for one kind of device in {@code cpu/} or {@code gpu/}, or a
 * {@code backend.json} and the program it names.
 */
public record BackendFolder(Path path) {

    /**
     * The folders in a folder; none if it is no folder. Those of tools, such as Python's {@code __pycache__}, are left
     * out: their names start with a dot or an underscore.
     */
    static List<BackendFolder> in(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().matches("[._].*"))
                    .sorted()
                    .map(BackendFolder::new)
                    .toList();
        }
    }

    /** The folder's name, which should be the backend's id. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** The description of an external worker; backends in jars have none. */
    Path file() {
        return path.resolve(BackendFile.NAME);
    }

    /** Whether the backend is an external worker. */
    public boolean isExternal() {
        return Files.isRegularFile(file());
    }

    /** The jars needed on every device; one of them contains the provider. */
    public List<Path> jars() throws IOException {
        return Distribution.jars(path);
    }

    /** The jars a worker needs for a kind of device; none for an external worker, even if its folder contains some. */
    public List<Path> jars(Device.Kind kind) throws IOException {
        if (isExternal()) {
            return List.of();
        }
        List<Path> jars = new ArrayList<>(jars());
        jars.addAll(Distribution.jars(path.resolve(kind.id())));
        return jars;
    }
}
