package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The single-precision loops against exactly defined functions in double. */
class FloatFunctionsTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 4, 700, 1e4, 12_000, 1e7})
    void sineAndCosine_argumentsUpTo_stayWithinTheirErrorBound(double largest) {
        float[] x = sweep(largest, 100_001);
        float[] sine = x.clone();
        float[] cosine = new float[x.length];
        FloatSine.cosine(x, cosine, x.length);
        FloatSine.sine(sine, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) sine[i]).isCloseTo(StrictMath.sin(x[i]), within(FloatSine.ERROR));
            assertThat((double) cosine[i]).isCloseTo(StrictMath.cos(x[i]), within(FloatSine.ERROR));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {12_000.002f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN})
    void sineAndCosine_oneArgumentTooLarge_areThoseOfMath(float large) {
        float[] sine = {0.5f, large, -3};
        float[] sum = sine.clone();
        float[] cosine = new float[3];
        FloatSine.cosine(sine, cosine, 3);
        FloatSine.sine(sine, 3);
        FloatSine.sinePlusCosine(sum, 3);
        assertThat(sine).containsExactly((float) Math.sin(0.5), (float) Math.sin(large), (float) Math.sin(-3.0));
        assertThat(cosine).containsExactly((float) Math.cos(0.5), (float) Math.cos(large), (float) Math.cos(-3.0));
        assertThat(sum).contains((float) (Math.sin(large) + Math.cos(large)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 10, 1e30})
    void tanh_argumentsUpTo_staysWithinItsErrorBound(double largest) {
        float[] x = sweep(largest, 100_001);
        float[] tanh = x.clone();
        Float32Activations.tanh(tanh, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) tanh[i]).isCloseTo(StrictMath.tanh(x[i]), within(Float32Activations.TANH_ERROR));
        }
    }

    @ParameterizedTest
    @CsvSource({"RELU,1.4e-45,1.4e-45,1", "RELU,0,0,0", "RELU,-0.0,0,0", "RELU,-3,0,0", "RELU,3e38,3e38,1"})
    void relu_atTheEdges_hasExactValueAndDerivative(Activation relu, float x, float value, float derivative) {
        float[] z = {x};
        float[] d = {7};
        Float32Activations.valueAndDerivative(relu, z, d, 1);
        assertThat(z[0]).isEqualTo(value);
        assertThat(d[0]).isEqualTo(derivative);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 79.9})
    void exponential_argumentsUpTo_staysWithinItsErrorBound(double largest) {
        for (float x : sweep(largest, 100_001)) {
            double expected = StrictMath.exp(x);
            assertThat((double) FloatBells.exp(x)).isCloseTo(expected, within(FloatBells.EXP_ERROR * expected));
            assertThat((double) FloatBells.bell(x))
                    .isCloseTo(StrictMath.exp(-0.5 * x * x), within(FloatBells.EXP_ERROR));
        }
    }

    /** Relative to 1, or to the value where that is larger: a few roundings. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 30, 700})
    void wavelets_argumentsUpTo_areTheFormulas(double largest) {
        for (Activation activation :
                List.of(Activation.MORLET, Activation.MEXHAT, Activation.GELU, Activation.SIGMOID, Activation.S2RELU)) {
            assertIsFormula(activation, sweep(largest, 20_001));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SRELU", "S2RELU", "PHI", "PSI"})
    void compactSupport_atItsKnotsAndBeside_isTheFormula(Activation activation) {
        assertIsFormula(activation, aroundKnots());
    }

    /** Relative to the largest value of the derivative: a few roundings. */
    @ParameterizedTest
    @EnumSource
    void higherDerivatives_everyActivation_areTheFormulas(Activation activation) {
        for (double largest : new double[] {1, 4, 30, 700}) {
            assertHigherDerivativesAreFormulas(activation, sweep(largest, 20_001));
        }
    }

    /** Where they jump, the value is that from the left. */
    @ParameterizedTest
    @EnumSource(names = {"SRELU", "S2RELU", "PHI", "PSI", "RELU"})
    void higherDerivatives_atKnotsAndBeside_areTheFormulas(Activation activation) {
        assertHigherDerivativesAreFormulas(activation, aroundKnots());
    }

    @ParameterizedTest
    @EnumSource(names = {"SIN", "TANH", "SIGMOID", "MORLET"})
    void higherDerivatives_ofOrdersNotWanted_areLeft(Activation activation) {
        float[] slope = {7, 7};
        float[] second = {7, 7};
        float[] third = {7, 7};
        Float32Derivatives.compute(activation, new float[] {0.3f, -2}, slope, second, third, 2, 1);
        assertThat(slope).doesNotContain(7);
        assertThat(second).containsOnly(7);
        Float32Derivatives.compute(activation, new float[] {0.3f, -2}, slope, second, third, 2, 2);
        assertThat(second).doesNotContain(7);
        assertThat(third).containsOnly(7);
    }

    @ParameterizedTest
    @ValueSource(floats = {9, 3e4f, 1e19f, 1e20f, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void farArguments_activationsThatVanish_areExactlyZero(float far) {
        for (Activation activation : List.of(
                Activation.SRELU,
                Activation.S2RELU,
                Activation.PHI,
                Activation.PSI,
                Activation.MORLET,
                Activation.MEXHAT)) {
            float[] z = {far, -far};
            float[] d = {7, 7};
            Float32Activations.valueAndDerivative(activation, z, d, 2);
            for (float value : List.of(z[0], z[1], d[0], d[1])) {
                assertThat(Math.abs(value)).as(activation.id()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {9, 1e20f, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void gelu_farArguments_isTheRamp(float far) {
        float[] z = {far, -far};
        float[] d = {7, 7};
        Float32Activations.valueAndDerivative(Activation.GELU, z, d, 2);
        assertThat(z).containsExactly(far, 0);
        assertThat(d).containsExactly(1, 0);
    }

    @Test
    void notANumber_everyActivation_isNotHidden() {
        for (Activation activation : Activation.values()) {
            for (Activation part : activation.parts()) {
                float[] z = {Float.NaN};
                Float32Activations.value(part, z, 1);
                assertThat(z[0]).as(part.id()).isNaN();
            }
        }
    }

    private static void assertIsFormula(Activation activation, float[] x) {
        float[] z = x.clone();
        float[] d = new float[x.length];
        Float32Activations.valueAndDerivative(activation, z, d, x.length);
        for (int i = 0; i < x.length; i++) {
            double value = activation.value(x[i]);
            double slope = activation.derivative(x[i]);
            assertThat((double) z[i])
                    .as("%s of %s", activation, x[i])
                    .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
            assertThat((double) d[i])
                    .as("%s' of %s", activation, x[i])
                    .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
        }
    }

    private static void assertHigherDerivativesAreFormulas(Activation activation, float[] x) {
        float[] slope = new float[x.length];
        float[] second = new float[x.length];
        float[] third = new float[x.length];
        Float32Derivatives.compute(activation, x.clone(), slope, second, third, x.length, 3);
        assertIsFormula("s'", slope, x, activation::derivative);
        assertIsFormula("s''", second, x, activation::secondDerivative);
        assertIsFormula("s'''", third, x, activation::thirdDerivative);
    }

    private static void assertIsFormula(String what, float[] actual, float[] x, DoubleUnaryOperator formula) {
        double[] expected = new double[x.length];
        Arrays.setAll(expected, i -> formula.applyAsDouble(x[i]));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < x.length; i++) {
            assertThat((double) actual[i]).as("%s of %s", what, x[i]).isCloseTo(expected[i], within(2e-6 * largest));
        }
    }

    /** Multiples of 1/2 from -1/2 to 7/2, and the numbers beside them. */
    private static float[] aroundKnots() {
        float[] x = new float[3 * 9];
        for (int k = -1; k < 8; k++) {
            float knot = 0.5f * k;
            x[3 * k + 3] = knot;
            x[3 * k + 4] = knot == 0 ? 1e-30f : Math.nextUp(knot);
            x[3 * k + 5] = knot == 0 ? -1e-30f : Math.nextDown(knot);
        }
        return x;
    }

    private static float[] sweep(double largest, int count) {
        SplittableRandom random = new SplittableRandom(11);
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextDouble(-largest, Math.nextUp(largest));
        }
        x[0] = (float) largest;
        x[1] = (float) -largest;
        x[2] = 0;
        return x;
    }
}
