package io.mscale.harness.discovery;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backends of the distribution and of the user's folder, including broken ones. */
public final class Backends {

    private final List<FoundBackend> found;
    private final @Nullable Path peers;

    /** A collection of these backends. */
    public Backends(List<FoundBackend> found) {
        this(found, null);
    }

    private Backends(List<FoundBackend> found, @Nullable Path peers) {
        this.found = List.copyOf(found);
        this.peers = peers;
    }

    /** Searches the distribution and the user's folder. */
    public static Backends discover(Distribution distribution, Optional<Path> extra) throws IOException {
        List<Path> roots = new ArrayList<>();
        if (Files.isDirectory(distribution.backends())) {
            roots.add(distribution.backends());
        }
        if (extra.isPresent()) {
            if (!Files.isDirectory(extra.get())) {
                throw new UsageException("--backends-dir: '" + extra.get() + "' is not a folder");
            }
            if (new BackendFolder(extra.get()).isExternal()) {
                throw new UsageException(
                        "--backends-dir: '" + extra.get() + "' is a backend itself; name the folder that it lies in");
            }
            roots.add(extra.get());
        }
        List<FoundBackend> found = new ArrayList<>();
        for (Path root : roots) {
            for (BackendFolder folder : folders(root)) {
                FoundBackend backend = inspect(folder);
                boolean duplicate = found.stream().anyMatch(other -> other.id().equals(backend.id()));
                found.add(
                        duplicate
                                ? broken(folder, "another folder already holds a backend '" + backend.id() + "'")
                                : backend);
            }
        }
        return new Backends(found, distribution.peers());
    }

    /** All backends: the distribution's first, and within a root by folder name. */
    public List<FoundBackend> all() {
        return found;
    }

    /** The backends that are not broken. */
    public List<FoundBackend> usable() {
        return found.stream().filter(backend -> backend.provider() != null).toList();
    }

    /**
     * Looks up a backend.
     *
     * @throws IllegalArgumentException if there is none
     * @throws UsageException if it is broken or one of the distribution's peers
     */
    public FoundBackend require(String id) {
        FoundBackend backend = found.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
        if (backend.provider() == null) {
            throw new UsageException("backend '" + id + "' cannot be used: " + backend.problem());
        }
        return backend;
    }

    private RuntimeException unknown(String id) {
        if (isPeer(id)) {
            return new UsageException("backend '" + id + "' lies among the distribution's peers; name their folder with"
                    + " --backends-dir, and see peers/README.md for what it needs");
        }
        return Names.unknown(
                "backend", id, usable().stream().map(FoundBackend::id).toList());
    }

    /** Each peer's folder is named after its backend. */
    private boolean isPeer(String id) {
        return peers != null && id.matches(PluginJars.ID) && new BackendFolder(peers.resolve(id)).isExternal();
    }

    /**
     * Skips folders that belong to tools, such as Python's {@code __pycache__}: names starting with a dot or an
     * underscore.
     */
    private static List<BackendFolder> folders(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().matches("[._].*"))
                    .sorted()
                    .map(BackendFolder::new)
                    .toList();
        }
    }

    /** A broken plug-in is reported and must not hide the others. */
    private static FoundBackend inspect(BackendFolder folder) {
        try {
            MscaleBackend provider = folder.isExternal() ? ExternalProvider.in(folder) : inJars(folder);
            check(provider);
            return new FoundBackend(provider.id(), folder, provider, null);
        } catch (IOException | ServiceConfigurationError | RuntimeException | LinkageError e) {
            return broken(folder, PluginJars.describe(e));
        }
    }

    private static FoundBackend broken(BackendFolder folder, String problem) {
        return new FoundBackend(folder.name(), folder, null, problem);
    }

    private static MscaleBackend inJars(BackendFolder folder) throws IOException {
        List<Path> jars = folder.jars();
        if (jars.isEmpty()) {
            throw new IOException("there is no jar and no backend.json in " + folder.path());
        }
        List<MscaleBackend> providers = new ArrayList<>();
        ServiceLoader.load(MscaleBackend.class, PluginJars.classLoader(jars)).forEach(providers::add);
        if (providers.isEmpty()) {
            PluginJars.requireReadable(jars);
        }
        if (providers.size() != 1) {
            throw new IOException("its jars name " + providers.size() + " providers of " + MscaleBackend.class.getName()
                    + "; there must be exactly one");
        }
        return providers.get(0);
    }

    /** Calls what a broken backend may fail at, so that a failure affects only this backend. */
    private static void check(MscaleBackend provider) throws IOException {
        Optional<String> obstacle = MscaleBackend.versionObstacle(provider.apiVersion());
        if (obstacle.isPresent()) {
            throw new IOException(obstacle.get());
        }
        PluginJars.requireId(provider.id());
        Objects.requireNonNull(provider.description(), "its description is null");
        Objects.requireNonNull(provider.capabilities(), "its capabilities are null");
        Objects.requireNonNull(provider.workerSettings(Device.CPU, 1), "its worker settings are null");
    }
}
