package io.mscale.backend.simd.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.Kernels.Argument;
import io.mscale.backend.simd.NeedsVectors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sine and its relatives against exactly defined functions: within 2 units in the last place of 1. */
@ExtendWith(NeedsVectors.class)
class WaveTest {

    private static final int COUNT = 96_000;
    private static final double AMPLITUDE = Math.sqrt(0.5);

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 200, 1e4, Float32Sine.LARGEST, 1e8, 1e30})
    void singlePrecision_halfTurnsUpTo_staysWithinItsBound(double largest) {
        for (double amplitude : new double[] {1, AMPLITUDE}) {
            double bound = Float32Wave.ULPS * Math.ulp(1f);
            float[] u = new float[COUNT];
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < COUNT; i++) {
                u[i] = i == 0 ? (float) largest : (float) random.nextDouble(-largest, largest);
            }
            float[] value = u.clone();
            float[] both = u.clone();
            float[] slope = new float[COUNT];
            Arrays.fill(slope, 1);
            Float32Wave wave = new Float32Wave(amplitude, 0);
            wave.apply(value, null, 0, COUNT, largest);
            wave.apply(both, slope, 0, COUNT, largest);
            for (int i = 0; i < COUNT; i++) {
                assertThat((double) value[i]).as("u %s", u[i]).isCloseTo(amplitude * sine(u[i]), within(bound));
                assertThat((double) both[i]).as("u %s", u[i]).isCloseTo(amplitude * sine(u[i]), within(bound));
                assertThat((double) slope[i]).as("u %s", u[i]).isCloseTo(amplitude * cosine(u[i]), within(bound));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 200, 1e4, 1e9, Float64Sine.LARGEST, 1e30})
    void doublePrecision_halfTurnsUpTo_staysWithinItsBound(double largest) {
        for (double amplitude : new double[] {1, AMPLITUDE}) {
            double bound = Float64Wave.ULPS * Math.ulp(1.0);
            double[] u =
                    new SplittableRandom(11).doubles(COUNT, -largest, largest).toArray();
            u[0] = largest;
            double[] value = u.clone();
            double[] slope = new double[COUNT];
            Arrays.fill(slope, 1);
            new Float64Wave(amplitude, 0).apply(value, slope, 0, COUNT, largest);
            for (int i = 0; i < COUNT; i++) {
                assertThat(value[i]).as("u %s", u[i]).isCloseTo(amplitude * sine(u[i]), within(bound));
                assertThat(slope[i]).as("u %s", u[i]).isCloseTo(amplitude * cosine(u[i]), within(bound));
            }
        }
    }

    /** Factor and addend of the argument, and the amplitude, make of the one sine what the activation is defined to be. */
    @ParameterizedTest
    @EnumSource(names = {"SIN", "COS", "SINCOS"})
    void argument_ofAWave_givesTheActivation(Activation activation) {
        assertIsActivation(new Float32Kernels(), activation, 1e-5);
        assertIsActivation(new Float64Kernels(), activation, 1e-14);
    }

    private static <A> void assertIsActivation(Kernels<A> kernels, Activation activation, double error) {
        Argument argument = kernels.argument(activation);
        A u = kernels.zeros(Kernels.WIDTH);
        A g = kernels.zeros(Kernels.WIDTH);
        kernels.fill(g, 0, Kernels.WIDTH, 1);
        for (int i = 0; i < Kernels.WIDTH; i++) {
            kernels.set(u, i, argument.factor() * z(i) + argument.addend());
        }
        kernels.activate(activation, u, g, 0, Kernels.WIDTH, 10);
        for (int i = 0; i < Kernels.WIDTH; i++) {
            assertThat(kernels.get(u, i)).isCloseTo(activation.value(z(i)), within(error));
            assertThat(kernels.get(g, i)).isCloseTo(activation.derivative(z(i)), within(error));
        }
    }

    private static double z(int i) {
        return 0.3 * i - 7;
    }

    /** sin(pi u) but for the last rounding: the remainder is exact, its product with pi is kept in two parts. */
    private static double sine(double u) {
        double turns = Math.IEEEremainder(u, 2);
        double angle = Math.PI * turns;
        return StrictMath.sin(angle) + StrictMath.cos(angle) * lost(turns, angle);
    }

    private static double cosine(double u) {
        double turns = Math.IEEEremainder(u, 2);
        double angle = Math.PI * turns;
        return StrictMath.cos(angle) - StrictMath.sin(angle) * lost(turns, angle);
    }

    /** pi turns - angle, with the part of pi that a double lacks. */
    private static double lost(double turns, double angle) {
        return Math.fma(Math.PI, turns, -angle) + 1.2246467991473532e-16 * turns;
    }
}
