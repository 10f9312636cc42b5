package io.mscale.backend.ejml;

import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;

/** The conformance kit. */
class EjmlBackendTest extends MscaleBackendTck {
    @Override
    public MscaleBackend backend() {
        return new EjmlBackend();
    }
}
