package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoriesTest {

    private static final int STEPS = 4;
    private static final double DISPLACEMENT = 1e-6;

    private static Supplier<ReferenceModel> start() {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 1, List.of(20, 10), 1, Scales.parse("linear:10"), Activation.SIN, Activation.TANH);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-2, 0), 3, 1);
        double[] initial = Initialization.UNIFORM.draw(network, 3);
        Dataset data = new Dataset(1, 1, new double[] {-2, 0.1, 3}, new double[] {1, -1, 0.5});
        return () -> new ReferenceModel(network, training, initial, data);
    }

    /** One trajectory after another, by hand. */
    private static double change(long... downwards) {
        double[] losses = start().get().trajectory(STEPS);
        double change = 0;
        for (long opposite : new long[] {0, -1}) {
            ReferenceModel model = start().get();
            for (int step = 0; step < STEPS; step++) {
                model.displace(DISPLACEMENT, downwards[step] ^ opposite);
                change = Math.max(change, Math.abs(model.step() - losses[step]) / losses[step]);
            }
        }
        return change;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 18, (1 << 18) + 1, Integer.MAX_VALUE})
    void trajectories_smallAndLargeNetwork_areThoseOneAfterAnother(int parameters) {
        Trajectories trajectories = new Trajectories(start(), parameters, DISPLACEMENT, STEPS);

        assertThat(trajectories.losses()).isEqualTo(start().get().trajectory(STEPS));
        assertThat(trajectories.changeAlike()).isPositive().isEqualTo(change(0, 0, 0, 0));
        assertThat(trajectories.change(new long[] {5, 1, 2, 77})).isPositive().isEqualTo(change(5, 1, 2, 77));
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "262144, 3", "262145, 0"})
    void trajectories_upTo262144Parameters_haveAThreadEach(int parameters, int others) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Supplier<ReferenceModel> start = start();
        Supplier<ReferenceModel> observed = () -> {
            threads.add(Thread.currentThread());
            return start.get();
        };

        new Trajectories(observed, parameters, DISPLACEMENT, STEPS);

        threads.remove(Thread.currentThread());
        assertThat(threads).hasSize(others);
    }

    static Stream<Throwable> failures() {
        return Stream.of(new OutOfMemoryError("no room"), new IllegalArgumentException("no such thing"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void trajectories_failure_isThrownAsItIs(Throwable failure) {
        Supplier<ReferenceModel> failing = () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };

        for (int parameters : new int[] {1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new Trajectories(failing, parameters, DISPLACEMENT, STEPS))
                    .isSameAs(failure);
        }
    }
}
