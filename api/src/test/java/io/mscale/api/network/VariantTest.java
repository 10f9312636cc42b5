package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantTest {

    private static final NetworkRequest REQUEST = new NetworkRequest(
            2,
            List.of(11, 6),
            1,
            new Scales.Linear(3),
            Activation.RELU,
            Activation.GELU,
            true,
            new Baselines(5, List.of(1.0, 8.0), 4, 30));

    @Test
    void network_single_ignoresScalesAndTheirTraining() {
        NetworkSpec network = Variant.SINGLE.network(REQUEST);

        assertThat(network.scales()).isEqualTo(Scales.one());
        assertThat(network.firstLayer()).isEqualTo(FirstLayer.TRAINED);
    }

    @Test
    void network_multiAndMulti2_takeTheScales() {
        assertThat(Variant.MULTI.network(REQUEST).scales()).isEqualTo(new Scales.Linear(3));
        assertThat(Variant.MULTI.network(REQUEST).firstLayer()).isEqualTo(FirstLayer.TRAINED_SCALES);
        assertThat(Variant.MULTI2.network(REQUEST).structure()).isEqualTo(Structure.SUBNETS);
    }

    @Test
    void network_fourier_isSinesAndCosinesOfRandomFrequencies() {
        NetworkSpec network = Variant.FOURIER.network(REQUEST);
        double[] parameters = Initialization.UNIFORM.draw(network, 1);

        assertThat(network.hiddenWidths()).containsExactly(10, 6);
        assertThat(network.firstActivation()).isEqualTo(Activation.SIN);
        assertThat(network.activation()).isEqualTo(Activation.GELU);
        assertThat(network.scalePerNeuron()).containsOnly(5);
        for (int i = 0; i < 5; i++) {
            assertThat(parameters[2 * i]).isNotZero().isEqualTo(parameters[2 * (i + 5)]);
            assertThat(parameters[20 + i]).isZero();
            assertThat(parameters[25 + i]).isEqualTo(Math.PI / 2);
        }
    }

    @Test
    void draw_gaussianFeatures_haveStandardDeviationTwoPi() {
        NetworkSpec network = Variant.FOURIER.network(new NetworkRequest(
                1, List.of(20_000, 1), 1, Scales.one(), Activation.SIN, Activation.SIN, false, Baselines.PUBLISHED));
        double[] parameters = Initialization.UNIFORM.draw(network, 1);
        double squares = 0;
        for (int i = 0; i < 10_000; i++) {
            squares += parameters[i] * parameters[i];
        }

        assertThat(Math.sqrt(squares / 10_000)).isCloseTo(2 * Math.PI, within(0.1));
    }

    @Test
    void network_nerf_hasSineAndCosineOfEachOctaveAndInput() {
        NetworkSpec network = Variant.NERF.network(REQUEST);
        double[] parameters = Initialization.UNIFORM.draw(network, 1);

        assertThat(network.hiddenWidths()).containsExactly(16, 6);
        assertThat(network.scalePerNeuron())
                .startsWith(1, 1, 1, 1, 2, 2, 2, 2, 4)
                .endsWith(8, 8, 8, 8);
        // sin pi x1, cos pi x1, sin pi x2, cos pi x2
        assertThat(parameters).startsWith(Math.PI, 0, Math.PI, 0, 0, Math.PI, 0, Math.PI);
        assertThat(parameters[32]).isZero();
        assertThat(parameters[33]).isEqualTo(Math.PI / 2);
    }

    /** An argument is a function of u = (x - centre) / halfWidth alone, whatever the domain. */
    @ParameterizedTest
    @EnumSource(names = {"FOURIER", "NERF", "MFF"})
    void draw_features_seeTheInputScaledToMinusOneToOne(Variant variant) {
        NetworkSpec network = variant.network(REQUEST);
        InputRange range = new InputRange(List.of(0.0, -1.0), List.of(4.0, 9.0));
        double[] unit = Initialization.UNIFORM.draw(network, 1);
        double[] wide = Initialization.UNIFORM.draw(network, range, 1);
        double[] u = {0.25, -0.75};
        double[] x = {2 + 2 * u[0], 4 + 5 * u[1]};
        int biases = ParameterLayout.of(network).layers().get(0).blocks().get(0).biasOffset();

        for (int neuron = 0; neuron < network.hiddenWidths().get(0); neuron++) {
            assertThat(argument(network, wide, biases, neuron, x))
                    .isCloseTo(argument(network, unit, biases, neuron, u), within(1e-10));
        }
        int trained = biases + network.hiddenWidths().get(0);
        assertThat(Arrays.copyOfRange(wide, trained, wide.length))
                .isEqualTo(Arrays.copyOfRange(unit, trained, unit.length));
    }

    private static double argument(NetworkSpec network, double[] parameters, int biases, int neuron, double[] x) {
        double product = parameters[2 * neuron] * x[0] + parameters[2 * neuron + 1] * x[1];
        return network.scalePerNeuron()[neuron] * product + parameters[biases + neuron];
    }

    @Test
    void network_siren_isSteepAndStartsAsPublished() {
        NetworkSpec network = Variant.SIREN.network(REQUEST);
        double[] parameters = Variant.SIREN.initialization(Initialization.HE).draw(network, 1);

        assertThat(network.omega()).isEqualTo(30);
        assertThat(network.activation()).isEqualTo(Activation.SIN);
        for (int i = 0; i < 66; i++) {
            double bound = i < 22 ? 0.5 : i < 33 ? 1 / Math.sqrt(2) : Math.sqrt(6.0 / 11) / 30;
            assertThat(Math.abs(parameters[i])).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void network_mff_hasABlockOfFeaturesForEachSigma() {
        NetworkSpec network = Variant.MFF.network(REQUEST);

        assertThat(network.structure()).isEqualTo(Structure.SHARED_TRUNK);
        assertThat(network.hiddenWidths()).containsExactly(8, 6);
        assertThat(network.layerWidths()).containsExactly(2, 8, 12, 1);
        assertThat(network.scalePerNeuron()).containsExactly(1, 1, 1, 1, 8, 8, 8, 8);
        assertThat(Variant.MFF.activation(Activation.RELU)).isEqualTo(Activation.TANH);
    }
}
