package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

    @Test
    void of_smallNetwork_putsWeightsThenBiasesLayerByLayer() {
        assertThat(ParameterLayout.of(Networks.plain(2, List.of(3, 4), 1)))
                .isEqualTo(new ParameterLayout(
                        List.of(dense(2, 3, 0), dense(3, 4, 9), dense(4, 1, 25)),
                        -1,
                        List.of(new ParameterLayout.Range(0, 30)),
                        30));
    }

    @Test
    void of_subnets_areBlocksSideBySideAndSummed() {
        // 7 and 5 neurons over scales 1, 4, 2: 2, 3, 2 and 1, 3, 1
        NetworkSpec network = spec(Structure.SUBNETS, List.of(7, 5), FirstLayer.TRAINED_SCALES);
        ParameterLayout layout = ParameterLayout.of(network);

        assertThat(layout.layers().get(0)).isEqualTo(dense(2, 7, 0));
        assertThat(layout.layers().get(1).blocks())
                .containsExactly(
                        new ParameterLayout.Block(2, 1, 0, 0, 21, 23),
                        new ParameterLayout.Block(3, 3, 2, 1, 24, 33),
                        new ParameterLayout.Block(2, 1, 5, 4, 36, 38));
        assertThat(layout.layers().get(2).blocks())
                .containsExactly(
                        new ParameterLayout.Block(1, 1, 0, 0, 39, 40),
                        new ParameterLayout.Block(3, 1, 1, 0, 41, 44),
                        new ParameterLayout.Block(1, 1, 4, 0, 45, 46));
        assertThat(layout.scaleOffset()).isEqualTo(47);
        assertThat(layout.size()).isEqualTo(50);
        assertThat(layout.trainableSize()).isEqualTo(50);
    }

    @Test
    void of_sharedTrunk_hasTheSameParametersForEveryBlock() {
        NetworkSpec network = spec(Structure.SHARED_TRUNK, List.of(12, 5), FirstLayer.GAUSSIAN_FEATURES);
        ParameterLayout layout = ParameterLayout.of(network);

        assertThat(layout.layers().get(1).blocks())
                .containsExactly(
                        new ParameterLayout.Block(4, 5, 0, 0, 36, 56),
                        new ParameterLayout.Block(4, 5, 4, 5, 36, 56),
                        new ParameterLayout.Block(4, 5, 8, 10, 36, 56));
        assertThat(layout.layers().get(2)).isEqualTo(dense(15, 1, 61));
        assertThat(layout.trainable()).containsExactly(new ParameterLayout.Range(36, 77));
        assertThat(network.layerWidths()).containsExactly(2, 12, 15, 1);
    }

    private static ParameterLayout.Layer dense(int inputs, int outputs, int offset) {
        return new ParameterLayout.Layer(
                inputs,
                outputs,
                List.of(new ParameterLayout.Block(inputs, outputs, 0, 0, offset, offset + inputs * outputs)));
    }

    private static NetworkSpec spec(Structure structure, List<Integer> widths, FirstLayer firstLayer) {
        return new NetworkSpec(
                structure, 2, widths, 1, Scales.parse("1,4,2"), Activation.SIN, Activation.RELU, firstLayer, 1);
    }

    @Test
    void of_paperNetwork_has326401Parameters() {
        assertThat(ParameterLayout.of(Networks.paper()).size()).isEqualTo(326_401);
    }

    @Test
    void of_networkTooLargeForAnArray_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterLayout.of(Networks.plain(1, List.of(50_000, 50_000), 1)))
                .withMessageContaining("more than 2147483647 parameters");
    }
}
