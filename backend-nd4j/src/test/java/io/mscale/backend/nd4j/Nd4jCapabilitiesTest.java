package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;
import org.junit.jupiter.api.Test;

class Nd4jCapabilitiesTest {

    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHas() {
        assertThat(new Nd4jBackend().capabilities())
                .isEqualTo(CompleteCapabilities.on(Device.Kind.CPU, Device.Kind.GPU));
    }
}
