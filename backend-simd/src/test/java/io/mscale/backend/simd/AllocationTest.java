package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Loss;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled steps allocate nothing. Where the JVM fails to inline something on the way of a vector, each vector becomes an
 * object: results stay right, and a step takes twenty times as long and allocates megabytes.
 *
 * <p>Each case runs in a JVM of its own, as each cell of the harness does: what the JVM inlines depends on all that it ran
 * before.
 */
@ExtendWith(NeedsVectors.class)
class AllocationTest {

    /**
     * A loss of {@code train} and the like, and with AVX2, which has no maximum of whole numbers of 64 bits, some 25 vectors
     * in double precision, one for each block. One vector in an inner loop makes 75,000 and more.
     */
    private static final long BYTES_PER_STEP = 4000;

    /** Prints the bytes that a step of an activation and a loss allocates once it is compiled. */
    static final class Main {

        /** Three panels, the last one not full. */
        private static final int SAMPLES = 140;

        private static final int STEPS = 20;
        private static final int MOST_ROUNDS = 500;

        public static void main(String[] args) {
            System.out.println(leastBytesPerStep(
                    ActivationPattern.named(args[0]), Precision.valueOf(args[1]), Loss.named(args[2])));
        }

        private static long leastBytesPerStep(ActivationPattern activation, Precision precision, Loss loss) {
            NetworkSpec network = Networks.dense(1, List.of(100, 60), 1, activation, activation);
            ModelSpec spec = Networks.model(network, loss, precision, 1);
            try (MscaleModel model = new SimdBackend().create(spec, Device.CPU)) {
                model.bind(Networks.data(1, loss.targetColumns(1, 1), SAMPLES));
                model.setParameters(Initialization.UNIFORM.draw(network, 1));
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long thread = Thread.currentThread().getId();
                long least = Long.MAX_VALUE;
                for (int round = 0; round < MOST_ROUNDS && least >= BYTES_PER_STEP; round++) {
                    long before = threads.getThreadAllocatedBytes(thread);
                    model.train(STEPS);
                    least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / STEPS);
                }
                return least;
            }
        }
    }

    static List<ActivationPattern> patterns() {
        return ActivationPattern.all();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void step_everyActivationInSinglePrecision_allocatesNothing(ActivationPattern activation) throws Exception {
        assertThat(bytesPerStep(activation, Precision.FLOAT32, Loss.meanSquaredError()))
                .isLessThan(BYTES_PER_STEP);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void step_everyActivationInDoublePrecision_allocatesNothing(ActivationPattern activation) throws Exception {
        assertThat(bytesPerStep(activation, Precision.FLOAT64, Loss.meanSquaredError()))
                .isLessThan(BYTES_PER_STEP);
    }

    /** Derivatives of all orders. */
    @ParameterizedTest
    @MethodSource("patterns")
    void step_residualInSinglePrecision_allocatesNothing(ActivationPattern activation) throws Exception {
        assertThat(bytesPerStep(activation, Precision.FLOAT32, Loss.residual())).isLessThan(BYTES_PER_STEP);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void step_residualInDoublePrecision_allocatesNothing(ActivationPattern activation) throws Exception {
        assertThat(bytesPerStep(activation, Precision.FLOAT64, Loss.residual())).isLessThan(BYTES_PER_STEP);
    }

    @ParameterizedTest
    @EnumSource
    void step_energy_allocatesNothing(Precision precision) throws Exception {
        assertThat(bytesPerStep(Activation.SIN, precision, Loss.energy())).isLessThan(BYTES_PER_STEP);
        assertThat(bytesPerStep(Activation.S2RELU, precision, Loss.energy())).isLessThan(BYTES_PER_STEP);
    }

    /** The tiles for 16 registers are others. */
    @ParameterizedTest
    @EnumSource
    void step_withoutAvx512_allocatesNothing(Precision precision) throws Exception {
        for (Loss loss : Loss.all()) {
            assertThat(bytesPerStep(Activation.SIN, precision, loss, "-XX:UseAVX=2"))
                    .as("%s", loss)
                    .isLessThan(BYTES_PER_STEP);
        }
    }

    private static long bytesPerStep(
            ActivationPattern activation, Precision precision, Loss loss, String... moreOptions)
            throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(new SimdBackend().workerSettings(Device.CPU, 1).jvmOptions());
        String bits = System.getProperty("mscale.simd.bits");
        if (bits != null) {
            options.add("-Dmscale.simd.bits=" + bits);
        }
        options.addAll(List.of(moreOptions));
        return Long.parseLong(Jvm.run(options, Main.class, activation.id(), precision.name(), loss.id()));
    }
}
