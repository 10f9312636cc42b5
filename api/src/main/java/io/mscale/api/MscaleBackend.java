package io.mscale.api;

import java.util.Optional;

/**
 * A library that trains, as a service provider. An implementation has a public constructor without arguments, is named in
 * {@code META-INF/services/io.mscale.api.MscaleBackend} of its jar, and lives in a folder of its own with the libraries it
 * needs.
 *
 * <p>The constructor, {@link #apiVersion()}, {@link #id()}, {@link #description()}, {@link #capabilities()} and
 * {@link #workerSettings} must return within milliseconds and load no native code: the harness calls them to list what there
 * is. {@link #probe}, {@link #measurePeak} and {@link #create} may load the library; they are called in a worker, a JVM that
 * loads no other backend.
 *
 * <p>No argument and no result is ever null. What an implementation throws is reported with its message and ends the cell, not
 * the run.
 */
public interface MscaleBackend {

    /** The version of this SPI. It goes up with every change that implementations can see. */
    int API_VERSION = 5;

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

    /** Why a backend of that {@link #apiVersion()} cannot be used, naming the versions that can; empty if it can. */
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
     * The JVM options and environment variables that its worker needs; none unless overridden. The worker will use that device
     * and keep at most {@code threads} CPU threads busy.
     */
    default WorkerSettings workerSettings(Device device, int threads) {
        return WorkerSettings.NONE;
    }

    /**
     * Tries a device: loads the library and returns what it found, or why the device cannot be used. A missing device or
     * library is an answer and no exception. At most {@code threads} CPU threads may be kept busy.
     */
    Probe probe(Device device, int threads);

    /**
     * Measures the peak performance of a device other than the processor, in a second or two; empty if the backend cannot.
     * Called after {@link #probe} has found the device.
     */
    default Optional<DevicePeak> measurePeak(Device device) {
        return Optional.empty();
    }

    /**
     * Builds a model on a device, for the caller to close. {@link Capabilities#refusal} has been checked: the model asks for
     * nothing that was not declared; and {@link #probe} has found the device.
     *
     * @throws RuntimeException if the model cannot be built; the message says why
     */
    MscaleModel create(ModelSpec spec, Device device);
}
