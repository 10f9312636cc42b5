package io.mscale.harness.discovery;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Structure;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.training.Loss;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<BackendFolder> folders = new ArrayList<>(BackendFolder.in(distribution.backends()));
        if (extra.isPresent()) {
            new UserFolder("--backends-dir", extra.get()).requireBackends();
            boolean isTheSame =
                    Files.exists(distribution.backends()) && Files.isSameFile(distribution.backends(), extra.get());
            folders.addAll(isTheSame ? List.of() : BackendFolder.in(extra.get()));
        }
        List<FoundBackend> found = new ArrayList<>();
        for (BackendFolder folder : folders) {
            FoundBackend backend = inspect(folder);
            // A broken one has its folder's name, which another may rightly have as its id.
            Optional<FoundBackend> first = found.stream()
                    .filter(other -> other.provider() != null && backend.provider() != null)
                    .filter(other -> other.id().equals(backend.id()))
                    .findFirst();
            found.add(first.map(other -> broken(
                            folder,
                            "its id '" + backend.id() + "' is that of the backend in "
                                    + other.folder().path()))
                    .orElse(backend));
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
        FoundBackend backend = Stream.concat(usable().stream(), found.stream())
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
            return new UsageException("backend '" + id + "' is among the distribution's peers; name their folder with"
                    + " --backends-dir, and see peers/README.md for what it needs");
        }
        Optional<FoundBackend> inFolder = usable().stream()
                .filter(backend -> backend.folder().name().equals(id))
                .findFirst();
        if (inFolder.isPresent()) {
            return new UsageException("the backend in the folder '" + id + "' has the id '"
                    + inFolder.get().id() + "'; use that");
        }
        IllegalArgumentException unknown = Names.unknown(
                "backend", id, usable().stream().map(FoundBackend::id).toList());
        String broken = found.stream()
                .filter(backend -> backend.provider() == null)
                .map(FoundBackend::id)
                .collect(Collectors.joining(", "));
        return broken.isEmpty()
                ? unknown
                : new IllegalArgumentException(
                        unknown.getMessage() + " (broken, as 'list backends' explains: " + broken + ")", unknown);
    }

    /** Each peer's folder is named after its backend. */
    private boolean isPeer(String id) {
        return peers != null && id.matches(PluginJars.ID) && new BackendFolder(peers.resolve(id)).isExternal();
    }

    /** A broken plug-in is reported and must not hide the others. */
    @SuppressWarnings("try") // the guard only has to be held
    private static FoundBackend inspect(BackendFolder folder) {
        try (ExitGuard guard = new ExitGuard(folder.path().toString())) {
            MscaleBackend provider = folder.isExternal() ? ExternalProvider.in(folder) : inJars(folder);
            check(provider);
            return new FoundBackend(provider.id(), folder, provider, null);
        } catch (IOException | RuntimeException | Error e) {
            return broken(folder, PluginJars.describe(e, "put the jar that has it into " + folder.path()));
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
            throw new IOException("no jar in " + folder.path() + " names a backend; META-INF/services/"
                    + MscaleBackend.class.getName() + " in one of them must name its class");
        }
        if (providers.size() != 1) {
            List<String> names = providers.stream()
                    .map(provider -> provider.getClass().getName())
                    .toList();
            throw new IOException("a folder holds one backend, but the jars in " + folder.path() + " name "
                    + String.join(", ", names));
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
        Capabilities capabilities = Objects.requireNonNull(provider.capabilities(), "its capabilities are null");
        requireSome("device", capabilities.devices(), Device.Kind.values());
        requireSome("precision", capabilities.precisions(), Precision.values());
        requireSome("structure", capabilities.structures(), Structure.values());
        requireSome("activation", capabilities.activations(), Activation.values());
        requireSome("loss", capabilities.losses(), Loss.all().toArray(Named[]::new));
        Objects.requireNonNull(provider.workerSettings(Device.CPU, 1), "its worker settings are null");
    }

    /** A backend without them can train nothing. */
    private static void requireSome(String what, Set<?> declared, Named[] known) throws IOException {
        if (declared.isEmpty()) {
            throw new IOException("its capabilities have no " + what + "; there are "
                    + Stream.of(known).map(Named::id).collect(Collectors.joining(", ")));
        }
    }
}
