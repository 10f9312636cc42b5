package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.training.Loss;
import io.mscale.tck.CompleteCapabilities;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CudaCapabilitiesTest {

    /** Losses with derivatives by the input have no kernels yet. */
    @Test
    void capabilities_namedOneByOne_areAllThatTheApiHasButLossesOfEquations() {
        Capabilities all = CompleteCapabilities.on(Device.Kind.GPU);
        assertThat(new CudaBackend().capabilities())
                .isEqualTo(new Capabilities(
                        all.devices(),
                        all.precisions(),
                        all.structures(),
                        all.activations(),
                        all.options(),
                        Set.of(Loss.meanSquaredError()),
                        all.optimizers(),
                        all.bitReproducible()));
    }
}
