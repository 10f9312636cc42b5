package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How Adam's work is shared: counted, for more threads than a machine has. */
class TrainingStateTest {

    @ParameterizedTest
    @EnumSource(Structure.class)
    void shares_upTo128Threads_exceedTheMeanByLessThanTheLongestMatrix(Structure structure) {
        for (int threads = 1; threads <= 128; threads++) {
            TrainingState<DMatrixRMaj> state = state(network(structure), threads);
            List<DMatrixRMaj> matrices = state.parameters.trained;
            int[] seen = new int[matrices.size()];
            int longest = matrices.stream()
                    .mapToInt(DMatrixRMaj::getNumElements)
                    .max()
                    .orElseThrow();
            int all = matrices.stream().mapToInt(DMatrixRMaj::getNumElements).sum();
            for (int[] share : state.shares) {
                Arrays.stream(share).forEach(i -> seen[i]++);
                int load = Arrays.stream(share)
                        .map(i -> matrices.get(i).getNumElements())
                        .sum();
                assertThat((double) load).as("%d threads", threads).isLessThan(all / (double) threads + longest);
            }
            assertThat(seen).containsOnly(1);
        }
    }

    /** A step taken by the threads one after the other: whoever updates a matrix, its bits are the same. */
    @ParameterizedTest
    @EnumSource(Structure.class)
    void update_anyNumberOfThreads_movesEachParameterOnce(Structure structure) {
        double[] expected = stepped(structure, 1);
        assertThat(expected).isNotEqualTo(Initialization.UNIFORM.draw(network(structure), 1));
        for (int threads : new int[] {2, 3, 7, 128}) {
            assertThat(stepped(structure, threads)).as("%d threads", threads).isEqualTo(expected);
        }
    }

    private static double[] stepped(Structure structure, int threads) {
        NetworkSpec network = network(structure);
        TrainingState<DMatrixRMaj> state = state(network, threads);
        state.reset(Initialization.UNIFORM.draw(network, 1));
        List<Parameters<DMatrixRMaj>> gradients = state.gradients(3);
        double[] gradient = IntStream.range(0, ParameterLayout.of(network).size())
                .mapToDouble(Math::sin)
                .toArray();
        gradients.forEach(each -> each.load(gradient));
        state.moveTo(1);
        IntStream.range(0, threads).forEach(state::update);
        double[] left = new double[gradient.length];
        for (Parameters<DMatrixRMaj> each : gradients) {
            each.store(left);
            assertThat(left).containsOnly(0);
        }
        state.parameters.store(left);
        return left;
    }

    private static TrainingState<DMatrixRMaj> state(NetworkSpec network, int threads) {
        return new TrainingState<>(
                ParameterLayout.of(network), Adam.withDefaults(1e-3, 1e-7), threads, new Float64Arithmetic());
    }

    private static NetworkSpec network(Structure structure) {
        return new NetworkSpec(
                structure, 1, List.of(600, 100, 100), 1, new Scales.Linear(8), Activation.SIN, Activation.RELU);
    }
}
