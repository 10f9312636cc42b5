package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

    @Test
    void constructor_withoutHiddenLayer_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.plain(1, List.of(), 1))
                .withMessage("a network needs at least one hidden layer");
    }

    @Test
    void constructor_sizeBelowOne_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.plain(0, List.of(3), 1))
                .withMessage("inputs must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.plain(1, List.of(3), -1))
                .withMessage("outputs must be at least 1, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.plain(1, List.of(3, 0), 1))
                .withMessage("hidden width must be at least 1, not 0");
    }

    @Test
    void constructor_moreScalesThanNeurons_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetworkSpec(
                        Structure.DENSE, 1, List.of(4, 50), 1, new Scales.Linear(5), Activation.SIN, Activation.RELU))
                .withMessageContaining("need at least 5 first-layer neurons, not 4");
    }

    /** So that a network far too large can be talked about, and refused with figures. */
    @Test
    void constructor_enormousWidth_allocatesNothing() {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        NetworkSpec network = Networks.plain(1, List.of(700_000_000, 1), 1);

        assertThat(ParameterLayout.of(network).size()).isEqualTo(2_100_000_003);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
    }

    @Test
    void activationOf_firstAndLaterLayers_differ() {
        NetworkSpec network = Networks.plain(2, List.of(5, 4), 3);
        assertThat(network.activationOf(0)).isEqualTo(Activation.SIN);
        assertThat(network.activationOf(1)).isEqualTo(Activation.RELU);
        assertThat(network.layerWidths()).containsExactly(2, 5, 4, 3);
    }

    @Test
    void activationRuns_phipsi_takesTurnsInEveryScalesBlock() {
        NetworkSpec network = network(Structure.DENSE, List.of(7, 3), FirstLayer.TRAINED, 1);

        assertThat(network.activationRuns(0))
                .containsExactly(
                        new ActivationRun(Activation.PHI, 0, 1),
                        new ActivationRun(Activation.PSI, 1, 2),
                        new ActivationRun(Activation.PHI, 2, 4),
                        new ActivationRun(Activation.PSI, 4, 5),
                        new ActivationRun(Activation.PHI, 5, 6),
                        new ActivationRun(Activation.PSI, 6, 7));
        assertThat(network.activationRuns(1)).containsExactly(new ActivationRun(Activation.SIN, 0, 3));
    }

    @Test
    void new_subnetsNarrowerThanTheScales_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Structure.SUBNETS, List.of(7, 2), FirstLayer.TRAINED, 1))
                .withMessage("scales '1,4,2' make 3 subnetworks, which need at least as many neurons in every hidden"
                        + " layer, not 2");
    }

    @Test
    void new_blocksThatDoNotFitTheFeatures_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Structure.SHARED_TRUNK, List.of(7, 2), FirstLayer.TRAINED, 1))
                .withMessageContaining("cannot be split evenly over the 3 scales");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Structure.DENSE, List.of(9, 2), FirstLayer.GAUSSIAN_FEATURES, 1))
                .withMessageContaining("pairs of a sine and a cosine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Structure.DENSE, List.of(9, 2), FirstLayer.OCTAVE_FEATURES, 1))
                .withMessageContaining("3 octaves of 2 inputs make 12 first-layer neurons, not 9");
    }

    @Test
    void new_omegaOfZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Structure.DENSE, List.of(7), FirstLayer.TRAINED, 0))
                .withMessageContaining("omega");
    }

    private static NetworkSpec network(Structure structure, List<Integer> widths, FirstLayer firstLayer, double omega) {
        return new NetworkSpec(
                structure,
                2,
                widths,
                1,
                Scales.parse("1,4,2"),
                AlternatingActivations.PHIPSI,
                Activation.SIN,
                firstLayer,
                omega);
    }
}
