package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerBuffersTest {

    @ParameterizedTest
    @CsvSource({
        "cpu,mse,10000,100",
        "cpu,mse,64,64",
        "cpu,energy,10000,100",
        "cpu,residual,10000,33",
        "gpu,mse,10000,10000",
        "gpu,mse,64,64",
        "gpu,mse,1000000,22369",
        "gpu,energy,1000000,11184"
    })
    void samples_fitDeviceLossAndBatch(String device, String loss, int samples, int expected) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 1, List.of(3000, 100), 1, new Scales.Linear(10), Activation.SIN, Activation.RELU);

        assertThat(LayerBuffers.samples(network, Device.parse(device), Loss.named(loss), samples))
                .isEqualTo(expected);
    }
}
