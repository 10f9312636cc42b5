package io.mscale.backend.cuda;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.tck.MscaleBackendTck;
import org.junit.jupiter.api.BeforeAll;

/** The whole kit, with the kernels run on the processor. */
class CudaBackendTest extends MscaleBackendTck {

    @BeforeAll
    static void installDriver() {
        EmulatedDriver.install();
    }

    @Override
    public MscaleBackend backend() {
        return new CudaBackend();
    }

    @Override
    public Device device() {
        return new Device(Device.Kind.GPU, 0);
    }
}
