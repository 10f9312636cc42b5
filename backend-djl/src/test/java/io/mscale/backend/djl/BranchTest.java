package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.Activation;
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

/** Branches, and the order of parameters that they make. */
class BranchTest {

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SHARED_TRUNK"})
    void of_noSubnetworks_isOneBranch(Structure structure) {
        List<Branch> branches = branches(network(structure, new Scales.Linear(3), 12, 5));

        assertThat(branches).hasSize(1);
        assertThat(branches.get(0).subnets()).isEqualTo(1);
        assertThat(branches.get(0).shape(4, 12)).isEqualTo(new Shape(4, 12));
    }

    @Test
    void of_equalSubnetworks_isOneBranchOfAll() {
        List<Branch> branches = branches(network(Structure.SUBNETS, new Scales.Linear(3), 12, 6));

        assertThat(branches).hasSize(1);
        assertThat(branches.get(0).subnets()).isEqualTo(3);
        assertThat(branches.get(0).widths()).containsExactly(4, 2);
        assertThat(branches.get(0).shape(7, 2)).isEqualTo(new Shape(3, 7, 2));
    }

    /** The remainder of a width goes to the largest scale's subnetwork, whichever that is. */
    @Test
    void of_largerSubnetworkInTheMiddle_isThreeBranches() {
        List<Branch> branches =
                branches(network(Structure.SUBNETS, new Scales.Explicit(List.of(1.0, 2.0, 9.0, 3.0)), 14, 9));

        assertThat(branches).extracting(Branch::subnets).containsExactly(2, 1, 1);
        assertThat(branches).extracting(Branch::widths).containsExactly(List.of(3, 2), List.of(5, 3), List.of(3, 2));
        assertThat(branches)
                .extracting(Branch::firstNeurons)
                .containsExactly(List.of(0, 0), List.of(6, 4), List.of(11, 7));
    }

    /** Parameters 12 to 17 are W_1 and b_1 of two subnetworks of two neurons below and one above. */
    @Test
    void places_subnetworks_putTheWeightsOfALayerInFront() {
        NetworkSpec network = network(Structure.SUBNETS, new Scales.Linear(2), 4, 2);
        int size = ParameterLayout.of(network).size();

        int[] places = FlatParameters.places(size, branches(network));

        assertThat(places).startsWith(IntStream.range(0, 12).toArray());
        assertThat(Arrays.copyOfRange(places, 12, 18)).containsExactly(12, 13, 16, 14, 15, 17);
    }

    private static NetworkSpec network(Structure structure, Scales scales, int... widths) {
        return new NetworkSpec(
                structure, 2, Arrays.stream(widths).boxed().toList(), 1, scales, Activation.SIN, Activation.TANH);
    }

    private static List<Branch> branches(NetworkSpec network) {
        return Branch.of(network, ParameterLayout.of(network));
    }
}
