package io.mscale.harness.discovery;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * A backend folder with its provider, or the reason why it cannot be used.
 *
 * @param id the provider's id, or the folder's name if there is no provider
 * @param provider the provider; null if the folder is broken
 * @param problem what is wrong with the folder; null if nothing is
 */
public record FoundBackend(
        String id,
        BackendFolder folder,
        @Nullable MscaleBackend provider,
        @Nullable String problem) {

    /** The provider of a backend known to be usable. */
    public MscaleBackend requireProvider() {
        if (provider == null) {
            throw new IllegalStateException("backend '" + id + "' is broken: " + problem);
        }
        return provider;
    }

    /** The settings of its workers: the backend's, with the user's on top. */
    public WorkerSettings workerSettings(Device device, int threads, WorkerSettings users) {
        return requireProvider().workerSettings(device, threads).with(users);
    }

    /** Checks that the backend supports a kind of device; if it does not, the message names those it does. */
    public void requireDevice(Device device) {
        Capabilities capabilities = requireProvider().capabilities();
        if (!capabilities.devices().contains(device.kind())) {
            String devices = Capabilities.ids(capabilities.devices());
            throw new UsageException("--device: backend '" + id + "' has no '" + device + "'; it has " + devices
                    + (capabilities.devices().size() == 1 ? ": use --device " + devices : ""));
        }
    }

    /** Whether the backend supports a kind of device and overrides {@link MscaleBackend#measurePeak}. */
    public boolean measuresPeak(Device.Kind kind) {
        MscaleBackend backend = requireProvider();
        try {
            return backend.capabilities().devices().contains(kind)
                    && backend.getClass().getMethod("measurePeak", Device.class).getDeclaringClass()
                            != MscaleBackend.class;
        } catch (NoSuchMethodException | LinkageError e) {
            // The provider's methods refer to classes that only a worker has.
            return false;
        }
    }
}
