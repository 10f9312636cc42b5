package io.mscale.backend.simd;

import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;

/** The conformance kit. */
class SimdBackendTest extends MscaleBackendTck {
    @Override
    public MscaleBackend backend() {
        return new SimdBackend();
    }
}
