package io.mscale.backend.nd4j;

import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;

/** The conformance kit. */
class Nd4jBackendTest extends MscaleBackendTck {
    @Override
    public MscaleBackend backend() {
        return new Nd4jBackend();
    }
}
