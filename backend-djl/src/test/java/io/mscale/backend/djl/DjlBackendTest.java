package io.mscale.backend.djl;

import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;

/** The conformance kit. */
class DjlBackendTest extends MscaleBackendTck {
    @Override
    public MscaleBackend backend() {
        return new DjlBackend();
    }
}
