package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;
import org.junit.jupiter.api.Test;

class SimdCapabilitiesTest {

    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHas() {
        assertThat(new SimdBackend().capabilities()).isEqualTo(CompleteCapabilities.on(Device.Kind.CPU));
    }
}
