package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerBuffersTest {

    @ParameterizedTest
    @CsvSource({"cpu,10000,100", "cpu,64,64", "gpu,10000,10000", "gpu,64,64", "gpu,1000000,22369"})
    void rows_fitsDeviceAndBatch(String device, int samples, int expected) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 1, List.of(3000, 100), 1, new Scales.Linear(10), Activation.SIN, Activation.RELU);

        assertThat(LayerBuffers.rows(network, Device.parse(device), samples)).isEqualTo(expected);
    }
}
