package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final Device GPU = new Device(Device.Kind.GPU, 0);

    private static final Capabilities WITHOUT_NUMBERS = Capabilities.on(Device.Kind.CPU)
            .with(Structure.DENSE)
            .with(Loss.meanSquaredError())
            .with(Optimizer.Kind.ADAM);

    private static final Capabilities EVERYTHING = WITHOUT_NUMBERS
            .with(Precision.FLOAT32, Precision.FLOAT64)
            .with(ActivationPattern.all().toArray(ActivationPattern[]::new));

    @Test
    void refusal_everythingDeclared_isEmpty() {
        assertThat(EVERYTHING.refusal(ModelSpecs.small(), Device.CPU)).isEmpty();
    }

    @Test
    void refusal_otherDevice_namesWhatThereIs() {
        assertThat(EVERYTHING.refusal(ModelSpecs.small(), GPU)).contains("has no device 'gpu'; it has cpu");
    }

    @Test
    void refusal_otherPrecision_namesWhatThereIs() {
        Capabilities doubles = WITHOUT_NUMBERS.with(Precision.FLOAT64).with(Activation.SIN, Activation.RELU);
        assertThat(doubles.refusal(ModelSpecs.small(), Device.CPU))
                .contains("has no precision 'float32'; it has float64");
    }

    @Test
    void refusal_laterLayersActivation_isCheckedToo() {
        Capabilities periodic = WITHOUT_NUMBERS.with(Precision.FLOAT32).with(Activation.COS, Activation.SIN);
        assertThat(periodic.refusal(ModelSpecs.small(), Device.CPU))
                .contains("has no activation 'relu'; it has sin, cos");
    }

    @Test
    void refusal_patternNotDeclared_isRefusedThoughItsPartsAre() {
        Capabilities parts = WITHOUT_NUMBERS.with(Precision.FLOAT32).with(Activation.PHI, Activation.PSI);
        ModelSpec small = ModelSpecs.small();
        NetworkSpec phipsi = new NetworkSpec(
                Structure.DENSE, 2, List.of(3), 1, Scales.one(), AlternatingActivations.PHIPSI, Activation.PSI);
        ModelSpec wanted = new ModelSpec(phipsi, small.training(), small.precision(), small.threads());

        assertThat(parts.refusal(wanted, Device.CPU)).contains("has no activation 'phipsi'; it has phi, psi");
        assertThat(parts.with(AlternatingActivations.PHIPSI).refusal(wanted, Device.CPU))
                .isEmpty();
    }

    @Test
    void refusal_lossOrOptimizerNotDeclared_namesIt() {
        Capabilities untrained = Capabilities.on(Device.Kind.CPU)
                .with(Precision.FLOAT32)
                .with(Structure.DENSE)
                .with(Activation.SIN, Activation.RELU);
        assertThat(untrained.refusal(ModelSpecs.small(), Device.CPU)).contains("has no loss 'mse'; it has none");
        assertThat(untrained.with(Loss.meanSquaredError()).refusal(ModelSpecs.small(), Device.CPU))
                .contains("has no optimizer 'adam'; it has none");
    }

    @Test
    void sets_declaredInAnyOrder_areListedAsTheApiHasThem() {
        assertThat(Capabilities.ids(
                        Capabilities.on(Device.Kind.GPU, Device.Kind.CPU).devices()))
                .isEqualTo("cpu, gpu");
    }
}
