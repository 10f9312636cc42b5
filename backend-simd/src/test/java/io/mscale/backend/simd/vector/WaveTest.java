package io.mscale.backend.simd.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sine and its relatives against exactly defined functions: within 2 units in the last place of the amplitude. */
class WaveTest {

    private static final int COUNT = 96_000;
    private static final double[] SHIFTS = {0, 0.5, 0.25};

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 4, 700, 1e4, 12_000, 1e7, 1e30})
    void singlePrecision_argumentsUpTo_staysWithinItsBound(double largest) {
        double bound = Float32Wave.ULPS * Math.ulp(1f);
        for (double shift : SHIFTS) {
            float[] x = new float[COUNT];
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < COUNT; i++) {
                x[i] = i == 0 ? (float) largest : (float) random.nextDouble(-largest, largest);
            }
            float[] value = x.clone();
            float[] both = x.clone();
            float[] slope = ones(COUNT);
            Float32Wave wave = new Float32Wave(shift, factor(0.5 - shift), factor(shift));
            wave.value(value, 0, COUNT);
            wave.valueAndSlope(both, slope, 0, COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat((double) value[i]).as("x %s", x[i]).isCloseTo(sine(x[i], shift), within(bound));
                assertThat((double) both[i]).as("x %s", x[i]).isCloseTo(sine(x[i], shift), within(bound));
                assertThat((double) slope[i]).as("x %s", x[i]).isCloseTo(cosine(x[i], shift), within(bound));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 4, 700, 1e4, 12_000, 1e9})
    void doublePrecision_argumentsUpTo_staysWithinItsBound(double largest) {
        double bound = Float64Wave.ULPS * Math.ulp(1.0);
        for (double shift : SHIFTS) {
            double[] x =
                    new SplittableRandom(11).doubles(COUNT, -largest, largest).toArray();
            x[0] = largest;
            double[] value = x.clone();
            double[] slope = new double[COUNT];
            Arrays.fill(slope, 1);
            new Float64Wave(shift, factor(0.5 - shift), factor(shift)).valueAndSlope(value, slope, 0, COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat(value[i]).as("x %s", x[i]).isCloseTo(sine(x[i], shift), within(bound));
                assertThat(slope[i]).as("x %s", x[i]).isCloseTo(cosine(x[i], shift), within(bound));
            }
        }
    }

    /** sin(x + shift pi) without the rounding of the sum. */
    private static double sine(double x, double shift) {
        return StrictMath.sin(x) * factor(0.5 - shift) + StrictMath.cos(x) * factor(shift);
    }

    private static double cosine(double x, double shift) {
        return StrictMath.cos(x) * factor(0.5 - shift) - StrictMath.sin(x) * factor(shift);
    }

    /** sin(turns pi) for 0, 1/4 and 1/2. */
    private static double factor(double turns) {
        return turns == 0 ? 0 : turns == 0.25 ? Math.sqrt(0.5) : 1;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
