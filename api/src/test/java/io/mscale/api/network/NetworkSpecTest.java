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
    void variantScales_single_ignoresWhatIsAsked() {
        Scales asked = new Scales.Linear(3);
        assertThat(Variant.SINGLE.scales(asked).values()).containsExactly(1);
        assertThat(Variant.MULTI.scales(asked)).isEqualTo(asked);
    }
}
