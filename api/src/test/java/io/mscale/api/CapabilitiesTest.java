package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Structure;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final Device GPU = new Device(Device.Kind.GPU, 0);

    @Test
    void refusal_everythingDeclared_isEmpty() {
        assertThat(Capabilities.everythingOnCpu().refusal(ModelSpecs.small(), Device.CPU))
                .isEmpty();
    }

    @Test
    void refusal_otherDevice_namesWhatThereIs() {
        assertThat(Capabilities.everythingOnCpu().refusal(ModelSpecs.small(), GPU))
                .contains("has no device 'gpu'; it has cpu");
    }

    @Test
    void refusal_otherPrecision_namesWhatThereIs() {
        Capabilities doubles = new Capabilities(
                Set.of(Device.Kind.CPU),
                Set.of(Precision.FLOAT64),
                Set.of(Structure.DENSE),
                Set.of(Activation.values()),
                true);
        assertThat(doubles.refusal(ModelSpecs.small(), Device.CPU))
                .contains("has no precision 'float32'; it has float64");
    }

    @Test
    void refusal_laterLayersActivation_isCheckedToo() {
        Capabilities periodic = new Capabilities(
                Set.of(Device.Kind.CPU),
                Set.of(Precision.values()),
                Set.of(Structure.DENSE),
                Set.of(Activation.COS, Activation.SIN),
                true);
        assertThat(periodic.refusal(ModelSpecs.small(), Device.CPU))
                .contains("has no activation 'relu'; it has sin, cos");
    }

    @Test
    void ids_anyOrder_areListedAsDeclared() {
        assertThat(Capabilities.ids(Set.of(Device.Kind.GPU, Device.Kind.CPU))).isEqualTo("cpu, gpu");
    }
}
