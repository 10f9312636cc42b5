package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;
import org.junit.jupiter.api.Test;

class EjmlCapabilitiesTest {

    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHas() {
        assertThat(new EjmlBackend().capabilities()).isEqualTo(CompleteCapabilities.on(Device.Kind.CPU));
    }
}
