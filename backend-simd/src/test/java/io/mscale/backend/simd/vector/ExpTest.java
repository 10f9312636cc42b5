package io.mscale.backend.simd.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.backend.simd.NeedsVectors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exponential functions against decimal arithmetic: within 2 units in the last place of the result. */
@ExtendWith(NeedsVectors.class)
class ExpTest {

    private static final int COUNT = 4800;
    private static final double UNITS = 2;
    private static final MathContext DIGITS = new MathContext(45);

    /** e^(x / 2^10) by its series, squared ten times. */
    private static final int HALVINGS = 10;

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.5, 10, 87})
    void singlePrecision_argumentsDownTo_isWithinTwoUnits(double largest) {
        double[] y = arguments(largest);
        float[] exp = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            exp[i] = (float) y[i];
            y[i] = exp[i];
        }
        Float32Exp.ofNegative(exp, COUNT);
        for (int i = 0; i < COUNT; i++) {
            double expected = exp(y[i]).doubleValue();
            assertThat((double) exp[i])
                    .as("exp(%s)", y[i])
                    .isCloseTo(expected, within(UNITS * Math.ulp((float) expected)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-18, 1e-9, 0.5, 10, 708})
    void doublePrecision_argumentsDownTo_isWithinTwoUnits(double largest) {
        double[] y = arguments(largest);
        double[] exp = y.clone();
        double[] less1 = y.clone();
        Float64Exp.ofNegative(exp, COUNT);
        Float64Exp.ofNegative(less1, COUNT, 1);
        for (int i = 0; i < COUNT; i++) {
            BigDecimal expected = exp(y[i]);
            assertIsWithinUnits(exp[i], expected, y[i]);
            assertIsWithinUnits(less1[i], expected.subtract(BigDecimal.ONE), y[i]);
        }
    }

    @Test
    void farArguments_bothPrecisions_areNothing() {
        float[] single = new float[16];
        double[] both = new double[16];
        single[3] = Float.NEGATIVE_INFINITY;
        both[3] = Double.NEGATIVE_INFINITY;
        Float32Exp.ofNegative(single, 16);
        Float64Exp.ofNegative(both, 16);
        assertThat(single[3]).isBetween(0f, 1e-37f);
        assertThat(both[3]).isBetween(0.0, 1e-307);
        assertThat(single[4]).isEqualTo(1);
        assertThat(both[4]).isEqualTo(1);
    }

    private static void assertIsWithinUnits(double actual, BigDecimal expected, double y) {
        double unit = Math.ulp(expected.doubleValue());
        assertThat(new BigDecimal(actual).subtract(expected).abs().doubleValue() / unit)
                .as("units that the result for %s is off", y)
                .isLessThan(UNITS);
    }

    private static double[] arguments(double largest) {
        double[] y = new SplittableRandom(7).doubles(COUNT, -largest, 0).toArray();
        y[0] = -largest;
        return y;
    }

    private static BigDecimal exp(double y) {
        BigDecimal x = new BigDecimal(y).divide(new BigDecimal(1 << HALVINGS), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k <= 40; k++) {
            term = term.multiply(x, DIGITS).divide(new BigDecimal(k), DIGITS);
            sum = sum.add(term, new MathContext(70));
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, new MathContext(70));
        }
        return sum;
    }
}
