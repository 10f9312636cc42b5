package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TaylorBlockTest {

    private static final SampleRows ROWS = new SampleRows(1, true);

    @BeforeAll
    static void loadTheLibrary() {
        assertThat(new Nd4jBackend().probe(Device.CPU, 1).obstacle()).isEmpty();
    }

    static Stream<Arguments> activations() {
        return Stream.of(Precision.values())
                .flatMap(precision -> Stream.of(Activation.values()).map(a -> Arguments.of(precision, a)));
    }

    /** With a tangent of 1 and a Laplacian of 0, tangents are s', Laplacians s'', and what leads back s', s'' and s'''. */
    @ParameterizedTest
    @MethodSource("activations")
    void append_tangentsOfOne_areTheDerivatives(Precision precision, Activation activation) {
        double turn = ActivationBlock.isPeriodic(activation) ? 2 * Math.PI : 1;
        double[] arguments = new double[8001];
        Arrays.setAll(arguments, i -> (i - 4000) / 1024.0 + 1.0 / 4096);
        try (NativeArrays arrays = new NativeArrays(precision)) {
            List<INDArray> z = rows(arrays, arguments, turn);
            List<INDArray> h = rows(arrays, arguments, turn);
            double[] x = Arrays.stream(values(z.get(0))).map(t -> t * turn).toArray();

            append(activation, precision, arrays, z, h);

            double tolerance = precision == Precision.FLOAT32 ? 3e-6 : 1e-13;
            assertAre("s", h.get(0), x, activation::value, tolerance);
            assertAre("s'", h.get(1), x, activation::derivative, tolerance);
            assertAre("s''", h.get(2), x, activation::secondDerivative, tolerance);
            assertAre("s' for the way back", z.get(0), x, activation::derivative, tolerance);
            assertAre("s'' for the way back", z.get(1), x, activation::secondDerivative, tolerance);
            assertAre("s''' for the way back", z.get(2), x, activation::thirdDerivative, tolerance);
        }
    }

    /** No infinity, and no infinity times 0. */
    @ParameterizedTest
    @MethodSource("activations")
    void append_hugeArguments_isFinite(Precision precision, Activation activation) {
        double huge = precision == Precision.FLOAT32 ? 1e37 : 1e300;
        double[] arguments = {-huge, -1e6, -800, 800, 1e6, huge};
        try (NativeArrays arrays = new NativeArrays(precision)) {
            List<INDArray> z = rows(arrays, arguments, 1);
            List<INDArray> h = rows(arrays, arguments, 1);

            append(activation, precision, arrays, z, h);

            for (int row = 0; row < ROWS.count(); row++) {
                for (int i = 0; i < arguments.length; i++) {
                    assertThat(values(h.get(row))[i])
                            .as("row %d of %s", row, arguments[i])
                            .isFinite();
                    assertThat(values(z.get(row))[i])
                            .as("row %d back of %s", row, arguments[i])
                            .isFinite();
                }
            }
        }
    }

    /** Arguments, tangents of 1 and Laplacians of 0. */
    private static List<INDArray> rows(NativeArrays arrays, double[] arguments, double turn) {
        INDArray values = arrays.zeros(arguments.length, 1);
        INDArray tangents = arrays.zeros(arguments.length, 1);
        for (int i = 0; i < arguments.length; i++) {
            values.data().put(i, arguments[i] / turn);
        }
        tangents.assign(1);
        return List.of(values, tangents, arrays.zeros(arguments.length, 1));
    }

    private static void append(
            Activation activation, Precision precision, NativeArrays arrays, List<INDArray> z, List<INDArray> h) {
        List<INDArray> scratch = Stream.generate(() -> arrays.zeros(z.get(0).rows(), 1))
                .limit(TaylorBlock.SCRATCH)
                .toList();
        try (Program program = new Program()) {
            new TaylorBlock(program, precision, ROWS, z, h, scratch).append(activation);
            program.run();
        }
    }

    private static double[] values(INDArray array) {
        return array.data().asDouble();
    }

    /** Relative to the largest. */
    private static void assertAre(
            String what, INDArray actual, double[] x, DoubleUnaryOperator formula, double tolerance) {
        double[] expected = Arrays.stream(x).map(formula).toArray();
        double largest =
                Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        double[] computed = values(actual);
        for (int i = 0; i < x.length; i++) {
            assertThat(computed[i]).as("%s of %s", what, x[i]).isCloseTo(expected[i], within(tolerance * largest));
        }
    }
}
