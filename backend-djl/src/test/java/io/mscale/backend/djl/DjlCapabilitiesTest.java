package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;
import org.junit.jupiter.api.Test;

class DjlCapabilitiesTest {

    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHas() {
        assertThat(new DjlBackend().capabilities())
                .isEqualTo(CompleteCapabilities.on(Device.Kind.CPU, Device.Kind.GPU));
    }
}
