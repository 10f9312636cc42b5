package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EqualParametersTest {

    private static List<Integer> widths(Variant variant, int wanted, Integer... widths) {
        NetworkRequest request = new NetworkRequest(
                1,
                List.of(widths),
                1,
                new Scales.Linear(8),
                Activation.SIN,
                Activation.RELU,
                false,
                Baselines.PUBLISHED);
        return EqualParameters.widths(
                List.of(widths), wanted, other -> variant.network(request.withHiddenWidths(other)));
    }

    /** 1-10-w-1 has 20 + 12 w + 1 parameters. */
    @Test
    void widths_twoLayers_areTheClosest() {
        assertThat(widths(Variant.SINGLE, 21 + 12 * 33, 10, 5)).containsExactly(10, 33);
        assertThat(widths(Variant.SINGLE, 21 + 12 * 33 + 5, 10, 5)).containsExactly(10, 33);
        assertThat(widths(Variant.SINGLE, 21 + 12 * 33 + 7, 10, 5)).containsExactly(10, 34);
        assertThat(widths(Variant.SINGLE, 21 + 12 * 2, 10, 5)).containsExactly(10, 2);
        assertThat(widths(Variant.SINGLE, 1, 10, 5)).containsExactly(10, 1);
    }

    @Test
    void widths_equalAlready_stay() {
        assertThat(widths(Variant.SINGLE, 21 + 12 * 5, 10, 5)).containsExactly(10, 5);
    }

    @Test
    void widths_laterLayers_keepTheirProportion() {
        assertThat(widths(Variant.SINGLE, 100_000, 10, 20, 40).get(2))
                .isEqualTo(2 * widths(Variant.SINGLE, 100_000, 10, 20, 40).get(1));
    }

    /** 1-w-1 has 3 w + 1 parameters. */
    @Test
    void widths_oneLayer_isChangedItself() {
        assertThat(widths(Variant.SINGLE, 301, 10)).containsExactly(100);
    }

    /** The first layer is the octaves': nothing is left to change. */
    @Test
    void widths_oneLayerOfOctaves_stays() {
        assertThat(widths(Variant.NERF, 301, 10)).containsExactly(10);
    }

    @Test
    void widths_subnetworks_areNotNarrowedBelowANeuronEach() {
        assertThat(widths(Variant.MULTI2, 10, 80, 40)).containsExactly(80, 8);
    }

    @Test
    void widths_thatMakeNoNetwork_areRefusedAsWithoutIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> widths(Variant.MULTI2, 1000, 80, 4))
                .withMessageContaining("8 subnetworks");
    }
}
