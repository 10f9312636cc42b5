package io.mscale.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {

    @Test
    void shapes_ofEachLoss_areThoseOfItsFormula() {
        assertThat(Loss.meanSquaredError().targetColumns(2, 3)).isEqualTo(3);
        assertThat(Loss.meanSquaredError().rows(2)).isEqualTo(1);
        assertThat(Loss.energy().targetColumns(2, 1)).isEqualTo(3);
        assertThat(Loss.energy().rows(2)).isEqualTo(3);
        assertThat(Loss.residual().targetColumns(2, 1)).isEqualTo(6);
        assertThat(Loss.residual().rows(2)).isEqualTo(4);
    }

    @Test
    void roughness_activationWithAKink_namesItAndTheSmoothOnes() {
        assertThat(Loss.energy().roughness(network(Activation.SIN, Activation.RELU)))
                .hasValue("loss 'energy' needs activations that are once continuously differentiable (C1), and relu is"
                        + " only continuous (C0); smooth enough: identity, tanh, sin, cos, sincos, s2relu, phi, morlet,"
                        + " mexhat, gelu, sigmoid");
        assertThat(Loss.residual().roughness(network(Activation.PHI, Activation.SIN)))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("twice continuously differentiable (C2), and phi is once")
                        .doesNotContain("s2relu"));
        assertThat(Loss.energy().roughness(network(AlternatingActivations.PHIPSI, Activation.SIN)))
                .isPresent();
    }

    @Test
    void roughness_smoothEnough_isNone() {
        assertThat(Loss.energy().roughness(network(Activation.PHI, Activation.SIN)))
                .isEmpty();
        assertThat(Loss.residual().roughness(network(Activation.GELU, Activation.SIN)))
                .isEmpty();
        assertThat(Loss.meanSquaredError().roughness(network(Activation.RELU, Activation.PSI)))
                .isEmpty();
    }

    /** With one hidden layer nothing computes the other activation. */
    @Test
    void roughness_ofALayerThatIsNotThere_doesNotCount() {
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, List.of(3), 1, Scales.one(), Activation.SIN, Activation.RELU);

        assertThat(Loss.residual().roughness(network)).isEmpty();
    }

    @Test
    void model_severalOutputsUnderALossForOne_refuses() {
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, List.of(3), 2, Scales.one(), Activation.SIN, Activation.SIN);
        TrainingSpec training = new TrainingSpec(Loss.energy(), Adam.withDefaults(1e-3, 0), 4, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelSpec(network, training, Precision.FLOAT32, 1))
                .withMessage("loss 'energy' is for one output, not 2");
    }

    private static NetworkSpec network(ActivationPattern first, ActivationPattern other) {
        return new NetworkSpec(Structure.DENSE, 1, List.of(3, 3), 1, Scales.one(), first, other);
    }
}
