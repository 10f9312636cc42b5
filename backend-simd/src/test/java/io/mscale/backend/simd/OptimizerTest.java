package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the optimiser's work is shared: counted, for more threads than a machine has. */
@ExtendWith(NeedsVectors.class)
class OptimizerTest {

    private static final Adam ADAM = Adam.withDefaults(1e-3, 1e-7);

    /** The networks of the presets of fit1d, by the form of {@code multi} and by that of {@code multi2}. */
    static Stream<NetworkSpec> presets() {
        return Stream.of(List.of(400, 50, 50), List.of(600, 100, 100), List.of(3000, 100, 100, 100))
                .flatMap(widths -> Stream.of(
                        network(Structure.DENSE, widths, 200),
                        network(Structure.DENSE, widths, 200).withFirstLayer(FirstLayer.TRAINED_SCALES),
                        network(Structure.DENSE, widths, 1).withFirstLayer(FirstLayer.GAUSSIAN_FEATURES),
                        network(Structure.SUBNETS, widths, 8),
                        network(Structure.SHARED_TRUNK, widths, 8)));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shares_upTo128Threads_holdEachPartOnceAndExceedTheMeanByLessThanAPart(NetworkSpec network) {
        Parameters<?> parameters = parameters(network);
        int parts = new Optimizer<>(parameters, ADAM, 1).shares.get(0).size();
        for (int threads = 1; threads <= 128; threads++) {
            var shares = new Optimizer<>(parameters, ADAM, threads).shares;
            Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            List<Long> loads = new ArrayList<>();
            long heaviestPart = 0;
            for (var share : shares) {
                seen.addAll(share);
                loads.add(share.stream().mapToLong(Optimizer.Part::weight).sum());
                heaviestPart = LongStream.concat(
                                LongStream.of(heaviestPart), share.stream().mapToLong(Optimizer.Part::weight))
                        .max()
                        .orElseThrow();
            }
            assertThat(shares).hasSize(threads);
            assertThat(shares.stream().mapToInt(List::size).sum()).isEqualTo(parts);
            assertThat(seen).hasSize(parts);
            double mean = loads.stream().mapToLong(Long::longValue).sum() / (double) threads;
            assertThat((double) Collections.max(loads))
                    .as("%d threads", threads)
                    .isLessThanOrEqualTo(mean + heaviestPart * (1 - 1.0 / threads));
        }
    }

    /**
     * Taken in their own order, the parts would put a third more than the mean on one of 16 threads; with the first layer as
     * one part, one of 12 threads would have a seventh more.
     */
    @Test
    void shares_paperOnUpTo16Threads_areNearTheMean() {
        Parameters<?> parameters = parameters(network(Structure.DENSE, List.of(3000, 100, 100, 100), 200));
        for (int threads = 1; threads <= 16; threads++) {
            LongSummaryStatistics loads = new LongSummaryStatistics();
            for (var share : new Optimizer<>(parameters, ADAM, threads).shares) {
                loads.accept(share.stream().mapToLong(Optimizer.Part::weight).sum());
            }
            assertThat(loads.getMax() / loads.getAverage())
                    .as("%d threads", threads)
                    .isLessThan(1.1);
        }
    }

    /**
     * One step of Adam, taken by the threads one after the other: whoever updates a part, the sum of the gradients has the
     * same bits, and all gradients in use are 0 again.
     */
    @ParameterizedTest
    @MethodSource("presets")
    void update_anyNumberOfThreads_movesEachParameterOnce(NetworkSpec network) {
        float[] expected = stepped(network, 1);
        float[] start = parameters(network).values;
        assertThat(expected).isNotEqualTo(start);
        for (int threads : new int[] {2, 3, 7, 16, 128}) {
            assertThat(stepped(network, threads)).as("%d threads", threads).isEqualTo(expected);
        }
    }

    private static float[] stepped(NetworkSpec network, int threads) {
        Parameters<float[]> parameters = parameters(network);
        Optimizer<float[]> optimizer = new Optimizer<>(parameters, ADAM, threads);
        List<float[]> gradients = optimizer.gradients(3);
        // a frozen first layer has no gradient, and that of the scales is computed by the update
        int from = parameters.layout.start + (network.firstLayer().isFrozen() ? parameters.layout.firstSize : 0);
        int to = parameters.layout.scales < 0 ? parameters.layout.size() : parameters.layout.scales;
        for (int t = 0; t < gradients.size(); t++) {
            for (int i = from; i < to; i++) {
                gradients.get(t)[i] = (float) Math.sin(i + t);
            }
        }
        optimizer.moveTo(1);
        IntStream.range(0, threads).forEach(optimizer::update);
        for (float[] gradient : gradients) {
            for (float g : gradient) {
                assertThat(g).isEqualTo(0f);
            }
        }
        return parameters.values;
    }

    private static NetworkSpec network(Structure structure, List<Integer> widths, int scales) {
        return new NetworkSpec(structure, 1, widths, 1, new Scales.Linear(scales), Activation.SIN, Activation.RELU);
    }

    @SuppressWarnings("unchecked") // of these kernels A is float[]
    private static Parameters<float[]> parameters(NetworkSpec network) {
        Kernels<float[]> kernels = (Kernels<float[]>) VectorModule.kernels(Precision.FLOAT32);
        Parameters<float[]> parameters = new Parameters<>(network, kernels);
        parameters.load(Initialization.UNIFORM.draw(network, 1));
        return parameters;
    }
}
