package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;
import org.junit.jupiter.api.Test;

class CudaCapabilitiesTest {

    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHas() {
        assertThat(new CudaBackend().capabilities()).isEqualTo(CompleteCapabilities.on(Device.Kind.GPU));
    }
}
