package io.mscale.backend.simd.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.Kernels.Argument;
import io.mscale.backend.simd.NeedsVectors;
import io.mscale.backend.simd.RowKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops of every activation but the waves, which have a test of their own, against the formulas of the API. */
@ExtendWith(NeedsVectors.class)
class ActivationsTest {

    private static final int COUNT = 200 * Kernels.WIDTH;

    /** In the last place of 1, of the argument or of the result, whichever is largest. */
    private static final double UNITS = 6;

    /** Of any activation and any order, in round numbers: s2relu's third derivative at 1/2. */
    private static final double LARGEST_DERIVATIVE = 100;

    static Stream<Kernels<?>> kernels() {
        return Stream.of(new Float32Kernels(), new Float64Kernels());
    }

    static Stream<Arguments> loops() {
        return kernels().flatMap(kernels -> Arrays.stream(Activation.values())
                .filter(activation -> activation.parts().size() == 1)
                .filter(activation -> kernels.argument(activation).equals(Argument.PLAIN))
                .map(activation -> Arguments.of(kernels, activation)));
    }

    static Stream<Arguments> allLoops() {
        return kernels().flatMap(kernels -> Arrays.stream(Activation.values())
                .map(activation -> Arguments.of(kernels, activation)));
    }

    @ParameterizedTest
    @MethodSource("loops")
    <A> void activate_argumentsOfAnySize_isTheFormula(Kernels<A> kernels, Activation activation) {
        for (double largest : new double[] {1e-3, 1, 4, 12, 30, 700}) {
            A z = arguments(kernels, largest);
            A x = copy(kernels, z);
            A g = kernels.zeros(COUNT);
            kernels.fill(g, 0, COUNT, 1);
            kernels.activate(activation, z, g, 0, COUNT, largest);
            for (int i = 0; i < COUNT; i++) {
                double argument = kernels.get(x, i);
                assertIsWithinUnits(kernels, kernels.get(z, i), activation.value(argument), argument);
                assertIsWithinUnits(kernels, kernels.get(g, i), activation.derivative(argument), argument);
            }
        }
    }

    /** By the argument that the loops take, waves included. */
    @ParameterizedTest
    @MethodSource("allLoops")
    <A> void derivatives_argumentsOfAnySize_areTheFormulas(Kernels<A> kernels, Activation activation) {
        int next = RowKernels.NEXT;
        Argument form = kernels.argument(activation);
        A s = kernels.zeros(next);
        for (double largest : new double[] {1e-3, 1, 4, 12, 30, 700}) {
            A u = arguments(kernels, largest);
            A unchanged = copy(kernels, u);
            A d = kernels.zeros(3 * next);
            for (int order = 1; order <= 3; order++) {
                kernels.rows().derivatives(activation, u, 0, next, largest, s, d, 0, order);
                for (int i = 0; i < next; i++) {
                    double z = (kernels.get(u, i) - form.addend()) / form.factor();
                    double slope = 1 / form.factor();
                    assertIsWithin(kernels, kernels.get(s, i), activation.value(z), z);
                    assertIsWithin(kernels, kernels.get(d, i), slope * activation.derivative(z), z);
                    if (order > 1) {
                        double second = slope * slope * activation.secondDerivative(z);
                        assertIsWithin(kernels, kernels.get(d, next + i), second, z);
                    }
                    if (order > 2) {
                        double third = slope * slope * slope * activation.thirdDerivative(z);
                        assertIsWithin(kernels, kernels.get(d, 2 * next + i), third, z);
                    }
                }
            }
            assertThat(u).isEqualTo(unchanged);
        }
    }

    /** The argument has rounding errors of its own, times what the fourth derivative can be where it is large: pi^3, say. */
    private static void assertIsWithin(Kernels<?> kernels, double actual, double expected, double argument) {
        double size = Math.max(LARGEST_DERIVATIVE, 32 * Math.abs(argument));
        assertThat(actual).as("at %s", argument).isCloseTo(expected, within(UNITS * unit(kernels) * size));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void tanh_smallArguments_keepsItsDigits(Kernels<A> kernels) {
        for (double largest : new double[] {1e-30, 1e-9, 1e-3, 0.4}) {
            A z = arguments(kernels, largest);
            A x = copy(kernels, z);
            kernels.activate(Activation.TANH, z, null, 0, COUNT, largest);
            for (int i = 0; i < COUNT; i++) {
                double tanh = StrictMath.tanh(kernels.get(x, i));
                assertThat(kernels.get(z, i)).isCloseTo(tanh, within(4 * unit(kernels) * Math.abs(tanh)));
            }
        }
    }

    /** A slope of rounding's size would become a full step of Adam. */
    @ParameterizedTest
    @MethodSource("kernels")
    <A> void tanh_largeArguments_isExactlyOneAndFlat(Kernels<A> kernels) {
        A z = kernels.zeros(COUNT);
        for (int i = 0; i < COUNT; i++) {
            kernels.set(z, i, (i % 2 == 0 ? 1 : -1) * (20 + i));
        }
        A g = kernels.zeros(COUNT);
        kernels.fill(g, 0, COUNT, 1);
        kernels.activate(Activation.TANH, z, g, 0, COUNT, 20 + COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(kernels.get(z, i)).isEqualTo(i % 2 == 0 ? 1 : -1);
            assertThat(kernels.get(g, i)).isZero();
        }
    }

    private static <A> A arguments(Kernels<A> kernels, double largest) {
        SplittableRandom random = new SplittableRandom(9);
        A z = kernels.zeros(COUNT);
        for (int i = 0; i < COUNT; i++) {
            kernels.set(z, i, random.nextDouble(-largest, largest));
        }
        return z;
    }

    private static <A> A copy(Kernels<A> kernels, A z) {
        A copy = kernels.zeros(COUNT);
        kernels.add(copy, z, 0, COUNT);
        return copy;
    }

    private static void assertIsWithinUnits(Kernels<?> kernels, double actual, double expected, double argument) {
        double size = Math.max(Math.max(1, Math.abs(argument)), Math.abs(expected));
        assertThat(actual).as("at %s", argument).isCloseTo(expected, within(UNITS * unit(kernels) * size));
    }

    private static double unit(Kernels<?> kernels) {
        return kernels.precision() == Precision.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    }
}
