package org.example.plain;

import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;

class PlainBackendConformanceTest extends MscaleBackendTck {

    @Override
    public MscaleBackend backend() {
        return new PlainBackend();
    }
}
