package io.mscale.api;

import java.util.Optional;

/**
 * A library that trains. An implementation has a public constructor without arguments, is named in
 * {@code META-INF/services/io.mscale.api.MscaleBackend} of its jar, and lies with its libraries in a folder of its own.
 *
 * <p>Constructing a provider and asking for its {@link #id()}, {@link #description()}, {@link #capabilities()} or
 * {@link #workerSettings} must not load native code and takes milliseconds: the harness does it to list what there is.
 * Only {@link #probe} and {@link #create} may load the library; they are called in a worker, a JVM of its own.
 *
 * <p>No argument and no result is ever null.
 */
public interface MscaleBackend {

    /** The version of this SPI. It goes up with every change that implementations can see. */
    int API_VERSION = 3;

    /** The oldest version whose implementations still work with this one. It goes up when they must change. */
    int OLDEST_API_VERSION = 3;

    /** The name users type: lower-case letters, digits and hyphens. */
    String id();

    /** One line for {@code list backends}. */
    String description();

    /**
     * The {@link #API_VERSION} that the implementation was compiled against: {@code return API_VERSION}, which the compiler
     * turns into that number. The harness uses backends from {@link #OLDEST_API_VERSION} to its own {@link #API_VERSION}.
     */
    int apiVersion();

    /**
     * Why a backend of that version cannot be used, naming the versions that can; empty if it can.
     *
     * @param apiVersion what its {@link #apiVersion()} says
     */
    static Optional<String> versionObstacle(int apiVersion) {
        if (apiVersion >= OLDEST_API_VERSION && apiVersion <= API_VERSION) {
            return Optional.empty();
        }
        return Optional.of("it was built for version " + apiVersion + " of the API; this is version " + API_VERSION
                + ", which takes backends of versions " + OLDEST_API_VERSION + " to " + API_VERSION);
    }

    /** What it can train, named one by one. */
    Capabilities capabilities();

    /**
     * What it wants of its worker JVM.
     *
     * @param device the device that will be used
     * @param threads the number of CPU threads that may be kept busy
     */
    default WorkerSettings workerSettings(Device device, int threads) {
        return WorkerSettings.NONE;
    }

    /**
     * Tries a device: loads the library and says what it found, or why the device cannot be used. Throws nothing for a
     * device that is merely missing.
     *
     * @param device the device to try
     * @param threads the number of CPU threads that may be kept busy
     */
    Probe probe(Device device, int threads);

    /**
     * Measures what a device that is not the processor can do at best, in a second or two; empty if the backend cannot
     * measure it. Called in a worker, after {@link #probe} found the device.
     *
     * @param device the device to measure
     */
    default Optional<DevicePeak> measurePeak(Device device) {
        return Optional.empty();
    }

    /**
     * Builds a model. The harness has checked {@link Capabilities#refusal}.
     *
     * @throws RuntimeException if the model cannot be built; the message says why
     */
    MscaleModel create(ModelSpec spec, Device device);
}
