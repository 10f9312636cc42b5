package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        FloatTanh.tanh(tanh, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) tanh[i]).isCloseTo(StrictMath.tanh(x[i]), within(FloatTanh.ERROR));
        }
    }

    @ParameterizedTest
    @CsvSource({"RELU,1.4e-45,1.4e-45,1", "RELU,0,0,0", "RELU,-0.0,0,0", "RELU,-3,0,0", "RELU,3e38,3e38,1"})
    void relu_atTheEdges_hasExactValueAndDerivative(Activation relu, float x, float value, float derivative) {
        float[] z = {x};
        float[] d = {7};
        FloatActivations.valueAndDerivative(relu, z, d, 1);
        assertThat(z[0]).isEqualTo(value);
        assertThat(d[0]).isEqualTo(derivative);
    }

    @Test
    void notANumber_everyActivation_isNotHidden() {
        for (Activation activation : Activation.values()) {
            float[] z = {Float.NaN};
            FloatActivations.value(activation, z, 1);
            assertThat(z[0]).as(activation.id()).isNaN();
        }
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
