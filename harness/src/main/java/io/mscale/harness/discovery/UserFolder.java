package io.mscale.harness.discovery;

import io.mscale.api.Device;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of plug-ins that the user names; if it is the wrong one, the message names the right one where that is known. */
record UserFolder(String option, Path path) {

    /** Where builds and distributions put plug-ins, seen from their own folder. */
    private static final List<String> BACKENDS_BELOW = List.of("target/backends", "backends", "build/backends");

    private static final List<String> TASKS_BELOW = List.of("target/tasks", "tasks", "target", "build/libs");

    /**
     * Checks that it holds backends.
     *
     * @throws UsageException if it does not
     */
    void requireBackends() {
        Path above = above(path);
        requireFolder(isBackend(above) ? above(above) : above, UserFolder::holdsBackends);
        if (holdsBackends(path) && !new BackendFolder(path).isExternal()) {
            return;
        }
        Optional<Path> below = firstBelow(BACKENDS_BELOW, UserFolder::holdsBackends);
        if (below.isPresent()) {
            throw wrong("is not a folder of backends; are those of " + quoted(below.get()) + " meant?");
        }
        if (isBackend(path)) {
            throw wrong("is a backend itself; name the folder that it lies in: "
                    + quoted(isBackend(above) ? above(above) : above)); // it is the folder for a device
        }
        throw wrong("holds no backend, which is a folder in it with jars or a backend.json");
    }

    /**
     * Checks that it holds jars.
     *
     * @throws UsageException if it does not
     */
    void requireJars() throws IOException {
        requireFolder(above(path), UserFolder::holdsJars);
        if (Distribution.jars(path).isEmpty()) {
            Optional<Path> meant = firstBelow(TASKS_BELOW, UserFolder::holdsJars)
                    .or(() -> Optional.of(above(path)).filter(UserFolder::holdsJars));
            throw wrong("holds no jar"
                    + meant.map(folder -> "; are those of " + quoted(folder) + " meant?")
                            .orElse(""));
        }
    }

    private void requireFolder(Path meant, Predicate<Path> condition) {
        if (!Files.exists(path)) {
            throw wrong("does not exist");
        }
        if (!Files.isDirectory(path)) {
            throw wrong("is not a folder" + (condition.test(meant) ? "; is " + quoted(meant) + " meant?" : ""));
        }
    }

    private UsageException wrong(String what) {
        return new UsageException(option + ": " + quoted(path) + " " + what);
    }

    private Optional<Path> firstBelow(List<String> names, Predicate<Path> condition) {
        return names.stream().map(path::resolve).filter(condition).findFirst();
    }

    private static String quoted(Path folder) {
        return "'" + folder + "'";
    }

    /** The folder above, relative to the working directory if it is below that. */
    private static Path above(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent() == null ? absolute : absolute.getParent();
        if (folder.isAbsolute() || !parent.startsWith(here)) {
            return parent;
        }
        return parent.equals(here) ? Path.of(".") : here.relativize(parent);
    }

    private static boolean isBackend(Path folder) {
        return new BackendFolder(folder).isExternal() || holdsJars(folder);
    }

    private static boolean holdsBackends(Path folder) {
        try {
            return BackendFolder.in(folder).stream()
                    .filter(child -> Stream.of(Device.Kind.values())
                            .noneMatch(kind -> kind.id().equals(child.name())))
                    .map(BackendFolder::path)
                    // A build's folder holds the jar alone, and beside it a folder of backends with all that they need.
                    .anyMatch(child -> isBackend(child) && !holdsBackends(child.resolve("backends")));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean holdsJars(Path folder) {
        try {
            return !Distribution.jars(folder).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
