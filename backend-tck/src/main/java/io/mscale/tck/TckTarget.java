package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.option.Names;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * The backend, device and threads that {@link TckMain} tests. Passed to {@link InstalledBackendTck} as configuration
 * parameters of the launcher.
 *
 * @param backend the backend's id
 * @param device the device
 * @param threads the number of CPU threads a model may keep busy
 */
record TckTarget(String backend, Device device, int threads) {

    static final String BACKEND = "mscale.tck.backend";
    static final String DEVICE = "mscale.tck.device";
    static final String THREADS = "mscale.tck.threads";

    /** Reads the configuration parameters. */
    static TckTarget of(Function<String, Optional<String>> parameter) {
        return new TckTarget(
                required(BACKEND, parameter),
                Device.parse(required(DEVICE, parameter)),
                Integer.parseInt(required(THREADS, parameter)));
    }

    /**
     * Finds the backend on the class path.
     *
     * @throws IllegalArgumentException if there is none with that id; the message lists the ids there are
     */
    MscaleBackend find() {
        List<String> ids = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Iterator<ServiceLoader.Provider<MscaleBackend>> providers =
                ServiceLoader.load(MscaleBackend.class).stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    MscaleBackend candidate = providers.next().get();
                    if (candidate.id().equals(backend)) {
                        return candidate;
                    }
                    ids.add(candidate.id());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(String.valueOf(e.getMessage())); // the iterator continues after a broken provider
            }
        }
        IllegalArgumentException unknown = Names.unknown("backend", backend, ids);
        throw broken.isEmpty()
                ? unknown
                : new IllegalArgumentException(unknown.getMessage() + " Broken providers: " + broken);
    }

    private static String required(String name, Function<String, Optional<String>> parameter) {
        return parameter.apply(name).orElseThrow(() -> new IllegalStateException("the launcher sets no " + name));
    }
}
