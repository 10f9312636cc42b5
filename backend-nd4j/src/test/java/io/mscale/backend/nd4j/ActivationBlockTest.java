package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ActivationBlockTest {

    @BeforeAll
    static void loadTheLibrary() {
        assertThat(new Nd4jBackend().probe(Device.CPU, 1).obstacle()).isEmpty();
    }

    static Stream<Arguments> activations() {
        return Stream.of(Precision.values())
                .flatMap(precision -> ActivationPattern.all().stream().map(a -> Arguments.of(precision, a)));
    }

    /** A layer of two blocks of values and a bit, with arguments from -4 to 4. */
    @ParameterizedTest
    @MethodSource("activations")
    void append_manyValues_matchesTheFormulas(Precision precision, ActivationPattern activation) {
        int samples = 701;
        int width = 100;
        NetworkSpec spec = network(activation, width);
        double turn = ActivationBlock.isPeriodic(activation) ? 2 * Math.PI : 1;
        double tolerance = precision == Precision.FLOAT32 ? 2e-6 : 1e-13;
        try (NativeArrays arrays = new NativeArrays(precision)) {
            Network network = network(spec, precision, arrays);
            INDArray z = arrays.zeros(samples, width);
            INDArray h = arrays.withOnes(samples, width, 1);
            double[] arguments = new double[samples * width];
            for (int i = 0; i < arguments.length; i++) {
                z.data().put(i, (8.0 * ((i * 37L) % arguments.length) / arguments.length - 4) / turn);
                arguments[i] = z.data().getDouble(i) * turn;
            }
            run(network, arrays, z, h);
            for (ActivationRun run : network.layout().outputs(0).runs) {
                Activation part = run.activation();
                for (int i = run.from() * samples; i < run.to() * samples; i++) {
                    double x = arguments[i];
                    assertThat(h.data().getDouble(i))
                            .as("%s of %s", part, x)
                            .isCloseTo(part.value(x), within(tolerance));
                    if (!isNearJump(part, x)) {
                        assertThat(z.data().getDouble(i))
                                .as("%s' of %s", part, x)
                                .isCloseTo(part.derivative(x), within(8 * tolerance));
                    }
                }
            }
            assertThat(h.data().getDouble((long) samples * width))
                    .as("the column of ones")
                    .isEqualTo(1);
        }
    }

    /** No infinity, and no infinity times 0; outside a support exactly 0. */
    @ParameterizedTest
    @MethodSource("activations")
    void append_hugeArguments_isFinite(Precision precision, ActivationPattern activation) {
        double huge = precision == Precision.FLOAT32 ? 1e37 : 1e300;
        for (Activation part : activation.parts()) {
            NetworkSpec spec = network(part, 1);
            try (NativeArrays arrays = new NativeArrays(precision)) {
                Network network = network(spec, precision, arrays);
                INDArray z = arrays.zeros(6, 1);
                INDArray h = arrays.zeros(6, 1);
                double[] arguments = {-huge, -1e6, -800, 800, 1e6, huge};
                for (int i = 0; i < arguments.length; i++) {
                    z.data().put(i, arguments[i]);
                }
                run(network, arrays, z, h);
                for (int i = 0; i < arguments.length; i++) {
                    double value = h.data().getDouble(i);
                    double derivative = z.data().getDouble(i);
                    assertThat(value).as("%s of %s", part, arguments[i]).isFinite();
                    assertThat(derivative).as("%s' of %s", part, arguments[i]).isFinite();
                    if (hasCompactSupport(part)) {
                        assertThat(Math.abs(value))
                                .as("%s of %s", part, arguments[i])
                                .isZero();
                        assertThat(Math.abs(derivative))
                                .as("%s' of %s", part, arguments[i])
                                .isZero();
                    }
                }
            }
        }
    }

    private static boolean isNearJump(Activation activation, double x) {
        double distance =
                switch (activation) {
                    case RELU -> Math.abs(x);
                    case SRELU -> Math.min(Math.abs(x), Math.abs(x - 1));
                    case PSI -> Math.abs(2 * x - Math.rint(2 * x));
                    default -> 1;
                };
        return distance < 1e-5;
    }

    private static boolean hasCompactSupport(Activation activation) {
        return switch (activation) {
            case SRELU, S2RELU, PHI, PSI -> true;
            default -> false;
        };
    }

    private static Network network(NetworkSpec spec, Precision precision, NativeArrays arrays) {
        return Network.of(spec, Grain.CPU, ParameterLayout.of(spec), precision, arrays);
    }

    private static void run(Network network, NativeArrays arrays, INDArray z, INDArray h) {
        INDArray scratch = arrays.zeros(Grain.CPU.activationValues, ActivationBlock.SCRATCH);
        try (Program program = new Program()) {
            ActivationBlock.appendLayer(program, network, 0, z, h, scratch);
            program.run();
        }
    }

    private static NetworkSpec network(ActivationPattern activation, int width) {
        Scales scales = width > 1 ? new Scales.Linear(3) : Scales.one();
        return new NetworkSpec(Structure.DENSE, 1, List.of(width), 1, scales, activation, activation);
    }
}
