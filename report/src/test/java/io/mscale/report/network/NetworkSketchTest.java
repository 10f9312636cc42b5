package io.mscale.report.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.report.chart.Content.Block;
import io.mscale.report.chart.Content.Layer;
import io.mscale.report.chart.Content.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSketchTest {

    /** Nothing of the network is missing, whatever is left out of the drawing. */
    @ParameterizedTest
    @EnumSource(Variant.class)
    void of_anyVariant_hasAllItsNeuronsAndParameters(Variant variant) {
        for (NetworkSpec spec : List.of(
                Networks.of(variant),
                Networks.of(variant, new Scales.Linear(30), true, 90, 40, 30),
                Networks.of(variant, new Scales.PowersOfTwo(3), false, 16, 12, 11, 10, 9, 8, 7, 6, 5, 4))) {
            List<Layer> layers = NetworkSketch.of(spec).layers();

            assertThat(layers.stream().mapToInt(Layer::neurons).sum())
                    .isEqualTo(spec.layerWidths().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            assertThat(layers.stream().mapToInt(NetworkSketchTest::parameters).sum())
                    .isEqualTo(ParameterLayout.of(spec).size());
            assertThat(layers.stream()
                            .filter(layer -> !layer.isFixed())
                            .mapToInt(NetworkSketchTest::parameters)
                            .sum())
                    .isEqualTo(ParameterLayout.of(spec).trainableSize());
        }
    }

    private static int parameters(Layer layer) {
        return layer.parameters().isEmpty()
                ? 0
                : Integer.parseInt(layer.parameters().split(" ", -1)[0]);
    }

    @Test
    void of_multi_splitsTheFirstLayerOnly() {
        Network network = NetworkSketch.of(Networks.of(Variant.MULTI));

        assertThat(network.layers().stream().map(layer -> layer.blocks().size()))
                .containsExactly(1, 5, 1, 1, 1);
        assertThat(network.layers().get(1).blocks().stream().map(Block::input))
                .containsExactly("1 x", "2 x", "4 x", "", "128 x");
        assertThat(network.layers().stream().map(Layer::activation))
                .containsExactly("", "sin", "relu", "relu", "linear");
    }

    @Test
    void of_multi2_isSplitUpToTheSum() {
        Network network = NetworkSketch.of(Networks.of(Variant.MULTI2));

        assertThat(network.layers().stream().map(layer -> layer.blocks().size()))
                .containsExactly(1, 5, 5, 5, 1);
        assertThat(network.layers().get(2).blocks().stream().map(Block::neurons))
                .containsExactly(4, 4, 4, 0, 4);
        assertThat(network.layers().get(4).activation()).isEqualTo("sum");
    }

    @Test
    void of_blocksOfDifferentSize_showsEach() {
        Network network = NetworkSketch.of(Networks.of(Variant.MULTI, new Scales.Linear(3), false, 11, 5));

        assertThat(network.layers().get(1).blocks().stream().map(Block::neurons))
                .containsExactly(3, 3, 5);
    }

    @Test
    void of_sixBlocks_leavesNoneOut() {
        assertThat(NetworkSketch.of(Networks.of(Variant.MULTI, new Scales.Linear(6), false, 12))
                        .layers()
                        .get(1)
                        .blocks())
                .hasSize(6)
                .noneMatch(Block::isLeftOut);
    }

    @Test
    void of_manyHiddenLayers_leavesTheMiddleOut() {
        List<Layer> layers = NetworkSketch.of(Networks.of(Variant.SINGLE, Scales.one(), false, 9, 8, 7, 6, 5, 4, 3))
                .layers();

        assertThat(layers.stream().map(Layer::neurons)).containsExactly(1, 9, 8, 7, 6 + 5 + 4, 3, 1);
        assertThat(layers.get(4).blocks()).isEmpty();
        assertThat(layers.get(4).activation()).isEqualTo("3 layers");
    }

    @Test
    void of_colours_areLogarithmicInTheScale() {
        List<Block> blocks = NetworkSketch.of(
                        Networks.of(Variant.MULTI, new Scales.Explicit(List.of(1.0, 10.0, 100.0)), false, 6))
                .layers()
                .get(1)
                .blocks();

        assertThat(blocks.get(0).scale()).isZero();
        assertThat(blocks.get(1).scale()).isCloseTo(0.5, within(1e-12));
        assertThat(blocks.get(2).scale()).isOne();
    }

    @Test
    void of_equalScales_haveOneColour() {
        assertThat(NetworkSketch.of(Networks.of(Variant.MULTI, new Scales.Constant(7, 3), false, 6))
                        .layers()
                        .get(1)
                        .blocks())
                .allMatch(block -> block.scale() == 0.5 && block.input().equals("7 x"));
    }

    @Test
    void of_fixedFeatures_areMarkedAndSeeTheScaledInput() {
        Layer fourier = NetworkSketch.of(Networks.of(Variant.FOURIER)).layers().get(1);
        Network nerf = NetworkSketch.of(Networks.of(Variant.NERF));

        assertThat(fourier.isFixed()).isTrue();
        assertThat(fourier.parameters()).isEqualTo("128 fixed");
        assertThat(fourier.blocks()).singleElement().satisfies(block -> assertThat(block.input())
                .isEqualTo("sigma 32"));
        assertThat(nerf.layers().get(0).symbol()).isEqualTo("u");
        assertThat(nerf.layers().get(1).blocks().stream().map(Block::input))
                .containsExactly("pi u", "2 pi u", "4 pi u", "", "128 pi u");
    }

    @Test
    void of_sharedTrunk_countsItsParametersOnceAndHasNoScale() {
        Layer trunk = NetworkSketch.of(Networks.of(Variant.MFF)).layers().get(2);

        // 32 neurons see one of the two blocks of 32: (32 + 1) 32.
        assertThat(trunk.parameters()).isEqualTo("1056 shared");
        assertThat(trunk.blocks()).hasSize(2).allMatch(block -> Double.isNaN(block.scale()));
    }

    @Test
    void of_siren_namesItsFactor() {
        assertThat(NetworkSketch.of(Networks.of(Variant.SIREN)).layers().get(2).activation())
                .isEqualTo("sin(30 z)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1234, 999_999})
    void of_scale_isWrittenAsItIs(double scale) {
        String text = NetworkSketch.of(Networks.of(Variant.MULTI, new Scales.Constant(scale, 2), false, 4))
                .layers()
                .get(1)
                .blocks()
                .get(0)
                .input();

        assertThat(Double.parseDouble(text.replace(" x", ""))).isEqualTo(scale);
    }

    @Test
    void summary_countsWhatIsTrained() {
        assertThat(NetworkSketch.summary(Networks.of(Variant.SINGLE))).isEqualTo("1 scale, 3297 trained parameters");
        assertThat(NetworkSketch.summary(Networks.of(Variant.MULTI2)))
                .isEqualTo("8 subnetworks, 616 trained parameters");
        assertThat(NetworkSketch.summary(Networks.of(Variant.MULTI, new Scales.Linear(4), true, 8)))
                .isEqualTo("4 trained scales, 29 trained parameters");
    }
}
