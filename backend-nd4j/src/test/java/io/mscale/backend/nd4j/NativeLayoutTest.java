package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeLayoutTest {

    @ParameterizedTest
    @EnumSource(Structure.class)
    void places_anyStructure_pairsEachPlaceOnce(Structure structure) {
        NetworkSpec network = network(structure).withFirstLayer(FirstLayer.TRAINED_SCALES);
        ParameterLayout flat = ParameterLayout.of(network);
        int[] place = layout(network).places();

        assertThat(Arrays.stream(place).sorted().toArray())
                .isEqualTo(IntStream.range(0, flat.size()).toArray());
    }

    /** So that a range of one is a range of the other. */
    @ParameterizedTest
    @EnumSource(Structure.class)
    void places_anyStructure_keepsLayersApart(Structure structure) {
        NetworkSpec network = network(structure);
        ParameterLayout flat = ParameterLayout.of(network);
        int[] place = layout(network).places();

        for (ParameterLayout.Layer layer : flat.layers()) {
            int start = layer.blocks().get(0).weightOffset();
            ParameterLayout.Block last = layer.blocks().get(layer.blocks().size() - 1);
            int end = last.biasOffset() + last.outputs();
            assertThat(Arrays.stream(place, start, end).min()).hasValue(start);
            assertThat(Arrays.stream(place, start, end).max()).hasValue(end - 1);
        }
    }

    @Test
    void layer_dense_isOneProduct() {
        NativeLayout layout = layout(network(Structure.DENSE));

        assertThat(List.of(layout.layer(0), layout.layer(1), layout.layer(2))).allMatch(LayerTerms::isOneProduct);
        assertThat(layout.outputs(0).runs).as("phi and psi").hasSize(2);
    }

    /** Three blocks and all their biases; at the end one product that sums them. */
    @Test
    void layer_subnetworks_aProductForEachBlock() {
        NativeLayout layout = layout(network(Structure.SUBNETS));

        assertThat(layout.layer(1).terms()).hasSize(1 + 3);
        assertThat(layout.layer(2).terms()).hasSize(1);
        assertThat(layout.layer(2).terms().get(0).ones()).isEqualTo(3);
        assertThat(layout.outputs(0).runs).as("phi and psi of each block").hasSize(6);
    }

    /** A product for the biases of each block and one for its weights, all with the same. */
    @Test
    void layer_sharedTrunk_sharesMatrices() {
        List<LayerTerms.Term> terms =
                layout(network(Structure.SHARED_TRUNK)).layer(1).terms();

        assertThat(terms).hasSize(3 + 3);
        assertThat(terms.stream().map(LayerTerms.Term::offset).distinct()).hasSize(2);
        assertThat(terms.stream().map(LayerTerms.Term::opensOutput))
                .containsExactly(true, true, true, false, false, false);
    }

    private static NativeLayout layout(NetworkSpec network) {
        return new NativeLayout(network, ParameterLayout.of(network));
    }

    private static NetworkSpec network(Structure structure) {
        return new NetworkSpec(
                structure,
                2,
                List.of(12, 7),
                2,
                new Scales.Explicit(List.of(1.0, 3.0, 2.0)),
                AlternatingActivations.PHIPSI,
                Activation.TANH);
    }
}
