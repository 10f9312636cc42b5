package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The backend, device and threads that {@link TckMain} tests.
 *
 * @param backend the backend's id
 * @param device the device
 * @param threads the number of CPU threads a model may keep busy
 */
record TckTarget(String backend, Device device, int threads) {

    private static final List<String> OPTIONS = List.of("--backend", "--device", "--threads");

    /**
     * Reads the options of {@link TckMain}.
     *
     * @throws IllegalArgumentException with a message for the user if they are wrong
     */
    static TckTarget parse(String... args) {
        String backend = "";
        Device device = Device.CPU;
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!OPTIONS.contains(option)) {
                throw Names.unknown("option", option, OPTIONS);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = args[i + 1];
            try {
                switch (option) {
                    case "--backend" -> backend = value;
                    case "--device" -> device = Device.parse(value);
                    default -> threads = Numbers.positiveInt(value);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
            }
        }
        if (backend.isEmpty()) {
            throw new IllegalArgumentException("option --backend is required");
        }
        return new TckTarget(backend, device, threads);
    }

    /**
     * Finds the backend on the class path.
     *
     * @throws IllegalArgumentException if there is none with that id; the message lists the ids there are
     */
    MscaleBackend find() {
        List<String> ids = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Iterator<MscaleBackend> providers =
                ServiceLoader.load(MscaleBackend.class).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    MscaleBackend candidate = providers.next();
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
}
