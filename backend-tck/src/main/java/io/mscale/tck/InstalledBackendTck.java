package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules for a backend on the class path, as the program's arguments name it. */
@ExtendWith(InstalledTck.class)
final class InstalledBackendTck extends MscaleBackendTck {

    private final KitOptions options;
    private final MscaleBackend backend;

    InstalledBackendTck(KitOptions options) {
        this.options = options;
        this.backend = TckMain.installedBackend(options);
    }

    @Override
    public MscaleBackend backend() {
        return backend;
    }

    @Override
    public Device device() {
        return options.device();
    }

    @Override
    public int threads() {
        return options.threads();
    }

    /** The harness sets this property for an external worker. */
    @Override
    public boolean isInThisProcess() {
        return System.getProperty("mscale.external") == null;
    }
}
